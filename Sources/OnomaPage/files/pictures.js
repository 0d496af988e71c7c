// Two pictures: who is named together, and when. Each has its table for those who do not see it.
import { h, s } from "/page/dom.js";

const cut = (text, length) => ([...text].length > length ? `${[...text].slice(0, length - 1).join("")}…` : text);

/** Who is named in the same documents; the more documents, the thicker the line. */
export function companionsPicture(entity, companions, links) {
  const width = 720, height = 460, center = { x: width / 2, y: height / 2 };
  const most = Math.max(...companions.map((other) => other.documents), 1);
  const places = new Map([[entity.id, { ...center, entity }]]);
  companions.forEach((other, number) => {
    const angle = (2 * Math.PI * number) / companions.length - Math.PI / 2;
    places.set(other.id, { x: center.x + 235 * Math.cos(angle), y: center.y + 165 * Math.sin(angle), entity: other });
  });
  const line = (a, b, weight) => s("line", { class: "edge", x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": weight });
  const picture = s("svg", { class: "picture", viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `${entity.name} and ${companions.length} others named in the same documents` },
    companions.map((other) => line(center, places.get(other.id), 1 + (5 * other.documents) / most)),
    links.map((link) => line(places.get(link.a), places.get(link.b), 0.5 + (2 * link.documents) / most)),
    [...places.values()].map(({ x, y, entity: node }) => {
      const isMiddle = node.id === entity.id;
      const side = x < center.x - 20 ? "end" : x > center.x + 20 ? "start" : "middle";
      const shift = isMiddle || side === "middle" ? 0 : side === "end" ? -12 : 12;
      return s("a", { href: `#/entities/${encodeURIComponent(node.id)}`, "aria-label": node.name },
        s("circle", { class: `dot ${node.type}`, cx: x, cy: y, r: isMiddle ? 13 : 8 }),
        s("text", { x: x + shift, y: isMiddle ? y + 30 : side === "middle" ? (y < center.y ? y - 14 : y + 24) : y + 5,
          "text-anchor": isMiddle ? "middle" : side }, cut(node.name, 26)));
    }));
  return h("figure", {}, picture);
}

/** How often it is named in each document, in the order of dates where names have them. */
export function timelinePicture(documents, dates) {
  const rows = documents.slice(0, 60);
  const width = 720, top = 10, bottom = 40, height = 150;
  const most = Math.max(...rows.map((row) => row.mentions), 1);
  const step = Math.min(60, (width - 40) / Math.max(rows.length, 1));
  const bars = rows.map((row, number) => {
    const size = ((height - top - bottom) * row.mentions) / most;
    const x = 30 + number * step;
    return s("g", {},
      s("title", {}, `${row.date ?? row.doc}: ${row.mentions}`),
      s("rect", { class: "bar", x, y: height - bottom - size, width: Math.max(2, step * 0.7), height: size, rx: 2 }),
      rows.length <= 14 ? s("text", { class: "faint", x: x + step * 0.35, y: height - bottom + 16, "text-anchor": "middle",
        "font-size": 10 }, cut(row.date ?? String(number + 1), 10)) : null);
  });
  return h("figure", {}, s("svg", { class: "picture", viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `Mentions in ${rows.length} documents, ${most} at most` },
    s("line", { class: "axis", x1: 20, y1: height - bottom, x2: width - 10, y2: height - bottom }),
    s("text", { class: "faint", x: 14, y: top + 8, "text-anchor": "end" }, String(most)), bars),
    dates.length ? h("figcaption", { class: "soft small" }, dates.join(" · ")) : null);
}
