// Builds elements. Texts only ever become text nodes, so no name can become markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** An element of HTML with attributes, listeners (`onclick`) and children. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An element of SVG. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A name, kept apart from the direction of the text around it. */
export const name = (text) => h("bdi", {}, text);

const WORDS = { PERSON: "person", ORG: "organisation", PLACE: "place" };

/** What an entity is. */
export const typeTag = (type) => h("span", { class: `tag ${type}` }, WORDS[type] ?? type);

export const percent = (p) => `${Math.floor(p * 1000) / 10} %`;

/** A probability as a number and a bar. */
export function meter(p) {
  const bar = h("span");
  bar.style.width = `${Math.round(p * 100)}%`;
  return [h("span", { class: "meter", "aria-hidden": "true" }, bar), " ", percent(p)];
}

/** Says something to everybody, screen readers included. */
export function say(text) {
  const status = document.getElementById("status");
  status.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { status.textContent = ""; }, 6000);
}

export const entityLink = (id, text) => h("a", { href: `#/entities/${encodeURIComponent(id)}` }, name(text));

/** Puts a view into the page. */
export function show(...children) {
  const main = document.getElementById("main");
  main.replaceChildren(...children.flat(Infinity));
  return main;
}
