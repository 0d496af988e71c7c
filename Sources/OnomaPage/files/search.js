// Entities by name, in any script.
import { entityLink, h, name, say, show, typeTag } from "/page/dom.js";
import { get } from "/page/server.js";

let kept = "";

export async function searchView() {
  const list = h("ul", { class: "plain list" });
  const more = h("button", { hidden: true, onclick: () => load(true) }, "More");
  const input = h("input", { type: "search", id: "q", dir: "auto", autocomplete: "off", spellcheck: "false",
    placeholder: "Лукашенко, 卢卡申科, Łukaszenka …" });
  input.value = kept;
  let round = 0;
  let timer = null;
  async function load(isMore) {
    const mine = ++round;
    kept = input.value.trim();
    const offset = isMore ? list.children.length : 0;
    try {
      const answer = await get("/entities", { q: kept, limit: 30, offset });
      if (mine !== round) return;
      const items = answer.entities.map((entity) => h("li", {},
        entityLink(entity.id, entity.name), typeTag(entity.type),
        entity.spelling !== entity.name ? h("span", { class: "soft" }, "also ", name(entity.spelling)) : null,
        h("span", { class: "soft small right" }, entity.description ?? "")));
      if (isMore) list.append(...items); else list.replaceChildren(...items);
      more.hidden = answer.entities.length < 30;
      if (!list.children.length) list.append(h("li", {}, kept ? "Nobody of that name is known." : "Nothing is known yet."));
      if (kept) say(`${list.querySelectorAll("a").length} found`);
    } catch (error) { say(error.message); }
  }
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => load(false), 200); });
  show(
    h("h1", {}, "Entities"),
    h("p", { class: "lead" }, "A name, its beginning, or an ID. Names are found by sound, so any script and spelling will do."),
    h("label", { for: "q" }, "Name"), input, h("div", { class: "card row" }, list), more);
  list.style.width = "100%";
  input.focus();
  await load(false);
  return () => clearTimeout(timer);
}
