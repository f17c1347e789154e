// « Copier » : a piece of the page as clean text, and as formatted text where the browser knows how.
// The buttons appear only where a click can copy; without them there is the download.
const SKIP = ".copy, .select, .no-print, .source-code, .visually-hidden, .run__more:empty, svg, script, nav, thead, caption";
const BREAK = new Set(["P", "DIV", "SECTION", "ARTICLE", "HEADER", "FOOTER", "H1", "H2", "H3", "H4", "UL", "OL", "DL", "TABLE", "TBODY", "TR", "BLOCKQUOTE"]);

// The words of a node as lines: a dash or a number before an item, a blank line between paragraphs.
export function text(node) {
  let lines = [""];
  const add = (words) => { lines[lines.length - 1] += words; };
  const line = (gap) => {
    while (lines.at(-1) === "" && lines.length > 1) lines.pop();
    lines.push(...(gap ? ["", ""] : [""]));
  };
  const walk = (element) => {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const words = child.data.replace(/[ \t\r\n]+/g, " ");
        add(/^$|\s$/.test(lines.at(-1)) ? words.trimStart() : words);
      } else if (child.nodeType === Node.ELEMENT_NODE && !child.matches(SKIP)) {
        if (child.tagName === "BR") line(false);
        else if (child.tagName === "LI") {
          line(false);
          const place = [...child.parentElement.children].indexOf(child) + (child.parentElement.start || 1);
          add(child.parentElement.tagName === "OL" ? `${place}. ` : "- ");
          walk(child);
        } else if (child.matches("td, th") && !child.closest(".run")) {
          if (child.previousElementSibling) add(" | ");
          walk(child);
        } else if (child.matches("dt, dd, td, th, span[class]")) {
          line(false);
          walk(child);
        } else {
          const block = BREAK.has(child.tagName);
          if (block) line(child.tagName !== "TR");
          walk(child);
          if (block) line(child.tagName !== "TR");
        }
      }
    }
  };
  walk(node);
  return lines.map((each) => each.trimEnd()).join("\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";
}

function clean(node) {
  const copy = node.cloneNode(true);
  for (const extra of copy.querySelectorAll(SKIP)) extra.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...element.attributes]) if (name !== "href" && name !== "colspan" && name !== "rowspan" && name !== "start") element.removeAttribute(name);
  }
  for (const link of copy.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
  return copy.innerHTML;
}

async function copy(node) {
  const plain = text(node);
  if (navigator.clipboard?.write && globalThis.ClipboardItem) {
    const item = { "text/plain": plain, "text/html": clean(node) };
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(item).map(([type, data]) => [type, new Blob([data], { type })])))]);
  } else if (navigator.clipboard) await navigator.clipboard.writeText(plain);
  else {
    // A network of our own without https: the old way still works.
    const area = Object.assign(document.createElement("textarea"), { value: plain, className: "visually-hidden" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.querySelector("span");
  const words = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(document.getElementById(button.dataset.copy));
      label.textContent = button.dataset.done;
      button.classList.add("copy--done");
    } catch {
      button.hidden = true;
      return;
    }
    setTimeout(() => { label.textContent = words; button.classList.remove("copy--done"); }, 2500);
  });
}
