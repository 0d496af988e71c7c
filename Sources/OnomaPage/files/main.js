// Shows the view that the address names.
import { h, say, show } from "/page/dom.js";
import { textView } from "/page/text.js";
import { searchView } from "/page/search.js";
import { entityView } from "/page/entity.js";
import { reviewView } from "/page/review.js";

let leave = null;

async function route() {
  const path = location.hash.replace(/^#/, "") || "/";
  if (path === "main") return;
  const parts = path.split("/").filter(Boolean);
  const view = parts[0] ?? "text";
  for (const link of document.querySelectorAll("nav [data-view]")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  leave?.();
  leave = null;
  try {
    if (view === "entities" && parts.length > 1) {
      await entityView(decodeURIComponent(parts.slice(1).join("/")));
    } else if (view === "entities") {
      leave = await searchView();
    } else if (view === "review") {
      leave = await reviewView();
    } else {
      await textView();
    }
  } catch (error) {
    show(h("h1", {}, "That did not work"), h("p", { class: "notice" }, error.message));
    say(error.message);
  }
  const heading = document.querySelector("main h1");
  document.title = heading ? `${heading.textContent} – Onoma` : "Onoma";
}

let first = true;
window.addEventListener("hashchange", async () => {
  if (location.hash === "#main") return;
  await route();
  document.getElementById("main").focus({ preventScroll: true });
  if (!first) window.scrollTo(0, 0);
  first = false;
});
route();
