// The review queue: two entities that may be one, side by side, and a key for each verdict.
import { entityLink, h, name, percent, say, show, typeTag } from "/page/dom.js";
import { get, post } from "/page/server.js";

const WORDS = { same: "the same", different: "different", unsure: "unsure" };
const KEYS = { s: "same", d: "different", u: "unsure" };

export async function reviewView() {
  const area = h("div");
  show(h("h1", {}, "Review"),
    h("p", { class: "lead" }, "Are these two one? Your verdict goes into the ledger and can be taken back."), area);
  let queue = [];
  let open = 0;
  const done = [];
  let busy = false;

  async function load() {
    const answer = await get("/review", { limit: 20 });
    queue = answer.pairs;
    open = answer.open;
  }

  /** Does one thing at a time, and says what went wrong. */
  async function once(work) {
    if (busy) return;
    busy = true;
    try { await work(); } catch (error) { say(error.message); } finally { busy = false; }
  }

  const decide = (verdict) => once(async () => {
    const pair = queue[0];
    if (!pair) return;
    const answer = await post(`/review/${pair.number}`, { verdict, author: author(), reason: area.querySelector("#why")?.value ?? "" });
    done.push({ number: pair.number, sequence: answer.decisions[0].sequence, names: [pair.left.name, pair.right.name] });
    // A merge changes who is left to be compared.
    await load();
    draw();
    say(`${pair.left.name} and ${pair.right.name}: ${WORDS[verdict]}`);
  });

  const undo = () => once(async () => {
    const last = done.at(-1);
    if (!last) return;
    await post("/judgements/undo", { sequence: last.sequence, author: author() });
    done.pop();
    await load();
    const place = queue.findIndex((pair) => pair.number === last.number);
    if (place > 0) queue.unshift(...queue.splice(place, 1));
    draw();
    say(`Taken back: ${last.names.join(" and ")}`);
  });

  const search = () => once(async () => {
    say("Looking for doubtful pairs …");
    const answer = await post("/review/search", {});
    await load();
    draw();
    say(`${answer.added} new pairs`);
  });

  function author() { return localStorage.getItem("onoma-author") || "web"; }

  function draw() {
    const pair = queue[0];
    if (!pair) {
      area.replaceChildren(h("p", { class: "notice" }, "No pair waits for an answer."),
        h("div", { class: "row" }, h("button", { class: "main", onclick: search }, "Look for doubtful pairs"),
          h("button", { onclick: undo, disabled: !done.length }, "Take back the last", h("kbd", {}, "z"))));
      return;
    }
    const by = h("input", { id: "author", value: author(), onchange: () => localStorage.setItem("onoma-author", by.value.trim()) });
    by.style.width = "10rem";
    const why = h("input", { id: "why", placeholder: "why, if you like" });
    why.style.flex = "1 1 12rem";
    why.style.width = "auto";
    area.replaceChildren(
      h("p", { class: "soft progress" }, `${open} in doubt · ${done.length} judged by you · probably one: ${percent(pair.score)}`),
      h("div", { class: "pair" }, side(pair.left), side(pair.right)),
      h("h2", {}, "Part by part"), parts(pair),
      h("h2", {}, "For and against"), evidence(pair),
      h("div", { class: "verdicts" },
        h("div", { class: "row" },
          h("button", { class: "main", "aria-keyshortcuts": "s", onclick: () => decide("same") }, "Same", h("kbd", {}, "s")),
          h("button", { "aria-keyshortcuts": "d", onclick: () => decide("different") }, "Different", h("kbd", {}, "d")),
          h("button", { "aria-keyshortcuts": "u", onclick: () => decide("unsure") }, "Unsure", h("kbd", {}, "u")),
          h("button", { "aria-keyshortcuts": "z", onclick: undo, disabled: !done.length }, "Undo", h("kbd", {}, "z")),
          why, h("label", { for: "author", class: "small soft" }, "as"), by)));
  }

  const onkey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA/.test(event.target.tagName)) return;
    if (KEYS[event.key]) { event.preventDefault(); decide(KEYS[event.key]); }
    if (event.key === "z") { event.preventDefault(); undo(); }
  };
  document.addEventListener("keydown", onkey);
  const end = () => document.removeEventListener("keydown", onkey);
  try {
    await load();
    draw();
  } catch (error) {
    end();
    if (error.code !== "not_enabled") throw error;
    area.replaceChildren(h("p", { class: "notice" }, "This server was started without ", h("code", {}, "--review"), ", so nothing can be judged."));
  }
  return end;
}

function side(entity) {
  const others = entity.aliases.slice(0, 8);
  return h("section", { class: "card" }, h("h2", {}, entityLink(entity.id, entity.name)), h("p", {}, typeTag(entity.type)),
    entity.description ? h("p", {}, entity.description) : "",
    h("dl", { class: "facts small" }, ["birthDate", "deathDate", "gender", "country"].filter((key) => entity[key])
      .map((key) => [h("dt", {}, key), h("dd", {}, entity[key])])),
    others.length ? h("ul", { class: "small" }, others.map((text) => h("li", {}, name(text)))) : "",
    entity.contexts?.length ? h("div", { class: "small" }, entity.contexts.map((mention) =>
      h("p", { class: "context", dir: "auto" }, mention.before ?? "", h("b", {}, mention.surface), mention.after ?? "",
        h("span", { class: "soft" }, ` ${mention.doc}`)))) : "",
    h("p", { class: "soft small" }, h("code", {}, entity.id)));
}

function parts(pair) {
  return h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, pair.leftName ? name(pair.leftName) : "Left"),
    h("th", { scope: "col" }, name(pair.rightName ?? "Right")), h("th", { scope: "col" }, "Part"), h("th", { scope: "col", class: "number" }, "Says"))),
    h("tbody", {}, pair.parts.map((part) => h("tr", {}, h("td", {}, part.left ? name(part.left) : h("span", { class: "soft" }, "–")),
      h("td", {}, part.right ? name(part.right) : h("span", { class: "soft" }, "–")), h("td", {}, part.rule),
      h("td", { class: `number ${part.weight < 0 ? "against" : "for"}` }, signed(part.weight))))));
}

const signed = (weight) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`;

function evidence(pair) {
  const list = (title, rows, kind) => h("section", {}, h("h3", {}, title), rows.length
    ? h("ul", {}, rows.map((row) => h("li", {}, name(row.sentence), " ", h("span", { class: `number ${kind}` }, signed(row.weight)))))
    : h("p", { class: "soft" }, "Nothing."));
  return h("div", { class: "two card" }, list("For", pair.evidence.filter((row) => row.weight > 0.005), "for"),
    list("Against", pair.evidence.filter((row) => row.weight < -0.005), "against"));
}
