// Asks the server this page came from; nobody else.
import { h } from "/page/dom.js";

let asking = null;

/** Asks for the key once, however many requests want it. */
function askForKey() {
  asking ??= new Promise((resolve) => {
    const input = h("input", { type: "password", id: "key", autocomplete: "off", required: true });
    const form = h("form", { method: "dialog" },
      h("label", { for: "key" }, "This server wants a key"), input,
      h("div", { class: "row" }, h("button", { class: "main" }, "Use it")));
    const dialog = h("dialog", {}, form);
    dialog.addEventListener("close", () => {
      sessionStorage.setItem("onoma-key", input.value);
      dialog.remove();
      asking = null;
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}

export class ServerError extends Error {
  constructor(code, message, status) { super(message); this.code = code; this.status = status; }
}

async function send(path, options, mayAsk = true) {
  const headers = { ...options.headers };
  const key = sessionStorage.getItem("onoma-key");
  if (key) headers["X-API-Key"] = key;
  const response = await fetch(path, { ...options, headers });
  if (response.status === 401 && mayAsk) {
    await askForKey();
    return send(path, options, false);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ServerError(body.error?.code ?? "none", body.error?.message ?? response.statusText, response.status);
  }
  return body;
}

export const get = (path, fields = {}) => {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== null && value !== ""));
  return send(query.size ? `${path}?${query}` : path, {});
};

export const post = (path, body) =>
  send(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
