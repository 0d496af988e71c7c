// A text with its mentions.
import { entityLink, h, meter, name, say, show, typeTag } from "/page/dom.js";
import { post } from "/page/server.js";

let kept = { text: "", answer: null };

export async function textView() {
  const input = h("textarea", { id: "text", spellcheck: "false", dir: "auto",
    placeholder: "Paste a text here, or drop a file." });
  input.value = kept.text;
  const result = h("section", { "aria-label": "Result" });
  const read = async () => {
    kept = { text: input.value, answer: null };
    if (!input.value.trim()) { result.replaceChildren(); return; }
    say("Reading …");
    try {
      // The browser counts UTF-16, and so must the offsets.
      kept.answer = await post("/resolve", { text: input.value, offsets: "utf16" });
      result.replaceChildren(reading(kept.text, kept.answer));
      say(`${kept.answer.mentions.length} mentions of ${kept.answer.entities.length} entities`);
    } catch (error) { say(error.message); }
  };
  input.addEventListener("dragover", (event) => { event.preventDefault(); input.classList.add("dropping"); });
  input.addEventListener("dragleave", () => input.classList.remove("dropping"));
  input.addEventListener("drop", async (event) => {
    event.preventDefault();
    input.classList.remove("dropping");
    const file = event.dataTransfer.files[0];
    input.value = file ? await file.text() : event.dataTransfer.getData("text/plain");
    read();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) read();
  });
  const open = h("input", { type: "file", id: "file", accept: "text/plain,.txt,.md", hidden: true,
    onchange: async () => { if (open.files[0]) { input.value = await open.files[0].text(); read(); } } });
  show(
    h("h1", {}, "Who is named in a text?"),
    h("p", { class: "lead" }, "In any script and any spelling. The text stays on this server and is not kept."),
    h("label", { for: "text" }, "Text"), input,
    h("div", { class: "row" },
      h("button", { class: "main", onclick: read }, "Find the names", h("kbd", {}, "Ctrl ⏎")),
      h("button", { onclick: () => open.click() }, "Open a file …"), open),
    result);
  if (kept.answer) result.replaceChildren(reading(kept.text, kept.answer));
  else input.focus();
}

function reading(text, answer) {
  const entities = new Map(answer.entities.map((entity) => [entity.id, entity]));
  const source = h("div", { class: "source card", dir: "auto" });
  const side = h("aside", { class: "side card", "aria-live": "polite", "aria-label": "The chosen mention" });
  const buttons = [];
  let end = 0;
  for (const mention of answer.mentions) {
    source.append(text.slice(end, mention.start));
    const button = h("button", { class: `mention ${mention.type}`, "aria-pressed": "false",
      title: entities.get(mention.entity)?.name, onclick: () => choose(mention, button) }, mention.surface);
    button.dataset.entity = mention.entity;
    buttons.push(button);
    source.append(h("mark", {}, button));
    end = mention.end;
  }
  source.append(text.slice(end));
  const choose = (mention, button) => {
    for (const other of buttons) {
      other.setAttribute("aria-pressed", String(other === button));
      other.classList.toggle("same", other !== button && other.dataset.entity === mention.entity);
    }
    side.replaceChildren(...about(mention, entities.get(mention.entity), answer.mentions));
  };
  source.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const place = buttons.indexOf(document.activeElement);
    if (!step || place < 0) return;
    event.preventDefault();
    buttons[(place + step + buttons.length) % buttons.length].focus();
    document.activeElement.click();
  });
  side.replaceChildren(...overview(answer, buttons));
  return h("div", { class: "reading" }, source, side);
}

function overview(answer, buttons) {
  if (!answer.entities.length) return [h("p", {}, "Nobody and nothing is named in this text.")];
  const counts = new Map();
  for (const mention of answer.mentions) counts.set(mention.entity, (counts.get(mention.entity) ?? 0) + 1);
  return [
    h("h2", {}, "Named here"),
    h("p", { class: "soft small" }, "Choose a mention to see who it is and why; arrow keys lead to the next."),
    h("ul", { class: "plain list" }, answer.entities.map((entity) => h("li", {},
      h("button", { class: `mention ${entity.type}`, onclick: () => {
        const first = buttons.find((button) => button.dataset.entity === entity.id);
        first.focus();
        first.click();
      } }, name(entity.name)),
      h("span", { class: "soft small right" }, `${counts.get(entity.id) ?? 0} ×`)))),
  ];
}

function about(mention, entity, mentions) {
  const spellings = new Map();
  for (const other of mentions.filter((other) => other.entity === mention.entity)) {
    spellings.set(other.surface, (spellings.get(other.surface) ?? 0) + 1);
  }
  return [
    h("h2", {}, name(entity?.name ?? mention.surface)),
    h("p", {}, typeTag(mention.type), " ", entity?.new ? h("span", { class: "soft small" }, "not known before") : ""),
    h("p", {}, meter(mention.score)),
    h("h3", {}, "Why"),
    mention.reasons.length
      ? h("ul", {}, mention.reasons.map((reason) => h("li", {}, name(reason)))) : h("p", { class: "soft" }, "No reason is kept."),
    h("h3", {}, "Spelt in this text"),
    h("ul", {}, [...spellings].map(([text, count]) => h("li", {}, name(text), ` × ${count}`))),
    entity && !entity.new ? h("p", {}, entityLink(entity.id, "All that is known")) : null,
    h("p", { class: "soft small" }, h("code", {}, mention.entity)),
  ].filter(Boolean);
}
