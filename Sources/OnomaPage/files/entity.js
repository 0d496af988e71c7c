// Everything that is known of an entity.
import { entityLink, h, name, percent, show, typeTag } from "/page/dom.js";
import { get } from "/page/server.js";
import { companionsPicture, timelinePicture } from "/page/pictures.js";

const SCRIPTS = { Latn: "Latin", Cyrl: "Cyrillic", Arab: "Arabic", Hebr: "Hebrew", Grek: "Greek", Hani: "Chinese characters",
  Hang: "Hangul", Kana: "Katakana", Hira: "Hiragana", Geor: "Georgian", Armn: "Armenian", Thai: "Thai", Deva: "Devanagari" };
const DATES = { birthDate: "born", deathDate: "died" };
const ACTIONS = { judge: "judged", merge: "merged", split: "split", redirect: "redirected", prefer: "name put first", undo: "undone" };

export async function entityView(id) {
  const path = `/entities/${encodeURIComponent(id)}`;
  const entity = await get(path);
  const own = `/entities/${encodeURIComponent(entity.id)}`;
  const [spellings, mentions, timeline, companions, history] = await Promise.all([
    get(`${own}/spellings`), get(`${own}/mentions`, { limit: 50 }), get(`${own}/timeline`),
    get(`${own}/companions`, { limit: 12 }), get(`${own}/history`),
  ]);
  const dates = Object.entries(DATES).filter(([key]) => entity[key]).map(([key, word]) => `${word} ${entity[key]}`);
  show(
    h("h1", {}, name(entity.name)),
    h("p", {}, typeTag(entity.type), " ", entity.description ? h("span", { class: "soft" }, entity.description) : ""),
    facts(entity),
    h("h2", {}, "Spellings"), groups(spellings.groups),
    timeline.documents.length ? [h("h2", {}, "When and where"), h("div", { class: "card" }, timelinePicture(timeline.documents, dates))] : [],
    companions.companions.length ? [h("h2", {}, "Named together with"), together(entity, companions)] : [],
    h("h2", {}, "Mentions"), contexts(mentions.mentions),
    h("h2", {}, "History"), decisions(history.decisions, entity),
  );
}

function facts(entity) {
  const rows = [["ID", h("code", {}, entity.id)]];
  for (const [key, word] of Object.entries(DATES)) if (entity[key]) rows.push([word, entity[key]]);
  if (entity.gender) rows.push(["gender", entity.gender]);
  if (entity.country) rows.push(["country", entity.country]);
  for (const [scheme, value] of Object.entries(entity.identifiers ?? {})) rows.push([scheme, value]);
  if (entity.referents.length) rows.push(["earlier IDs", entity.referents.join(", ")]);
  return h("dl", { class: "facts" }, rows.map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]));
}

function groups(list) {
  return h("div", { class: "grid card" }, list.map((group) => h("section", {},
    h("h3", {}, SCRIPTS[group.script] ?? group.script),
    h("ul", { class: "plain" }, group.spellings.map((spelling) => h("li", {},
      name(spelling.text), spelling.count ? h("span", { class: "soft small" }, ` × ${spelling.count}`) : "",
      spelling.language ? h("span", { class: "soft small" }, ` ${spelling.language}`) : "",
      spelling.systems?.length ? h("div", { class: "soft small", title: spelling.systems.join(", ") },
        `as by ${spelling.systems.slice(0, 2).join(", ")}${spelling.systems.length > 2 ? " …" : ""}`) : ""))))));
}

function together(entity, { companions, links }) {
  return h("div", { class: "together" },
    h("div", { class: "card" }, companionsPicture(entity, companions, links)),
    h("table", { class: "small" }, h("caption", { class: "soft small" }, "The same as a table"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Name"), h("th", { scope: "col", class: "number" }, "Documents"))),
      h("tbody", {}, companions.map((other) => h("tr", {}, h("td", {}, entityLink(other.id, other.name)),
        h("td", { class: "number" }, String(other.documents)))))));
}

function contexts(mentions) {
  if (!mentions.length) return h("p", { class: "soft" }, "No document that was recorded names it.");
  return h("ul", { class: "plain list card" }, mentions.map((mention) => h("li", {},
    h("span", { class: "context", dir: "auto" }, mention.before ? `…${mention.before}` : "", h("b", {}, mention.surface),
      mention.after ? `${mention.after}…` : ""),
    h("span", { class: "soft small right" }, `${mention.doc}, ${mention.start} · ${percent(mention.score)}`))));
}

function decisions(list, entity) {
  if (!list.length) return h("p", { class: "soft" }, "Nobody has decided anything about it.");
  return h("ul", { class: "plain list card" }, list.map((decision) => {
    const other = decision.left === entity.id ? decision.right : decision.left;
    return h("li", {},
      h("time", { datetime: decision.time, class: "soft small" }, decision.time.slice(0, 16).replace("T", " ")),
      h("span", {}, `#${decision.sequence} ${ACTIONS[decision.action] ?? decision.action}`,
        decision.verdict ? ` ${decision.verdict}` : "", other !== entity.id ? [" · ", h("code", {}, other)] : ""),
      h("span", { class: "soft" }, decision.reason),
      h("span", { class: "soft small right" }, decision.author, decision.undoneBy ? ` · undone by #${decision.undoneBy}` : ""));
  }));
}
