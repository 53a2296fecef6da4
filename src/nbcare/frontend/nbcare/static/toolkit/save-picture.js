// Save a picture as a file, or print the explorer.
import { h } from "../kit/dom.js";
import { fileText, pictureFile } from "./picture-file.js";
import { printAlone } from "./print.js";
import { words } from "./strings.js";

const SHARP = 2; // pixels of the PNG for one on the screen

/** Make the row of buttons; each picture is {name, svg()}, `caption()` gives title and sentence as they stand now. */
export function savePicturePanel({ id, pictures, caption, node }) {
  const status = h("p", { class: "nbc-note", role: "status" });
  const paper = button(words.print, () => printAlone(node(), caption().title));
  const rows = pictures.map(row);
  if (rows.length === 1) rows[0].append(paper);
  else rows.push(h("div", { class: "nbc-x-buttons" }, paper));
  return h("div", { class: "nbc-x-keep" }, rows, status);

  function row({ name, svg }, i) {
    const file = pictures.length > 1 ? `${id}-${i + 1}` : id;
    const make = () => pictureFile(svg(), caption());
    const label = pictures.length > 1 ? h("span", { class: "nbc-label" }, words.keep(name)) : null;
    const named = (text) => (pictures.length > 1 ? `${text}: ${name}` : null);
    return h(
      "div",
      { class: "nbc-x-buttons" },
      label,
      button(words.png, () => savePng(make(), file), named(words.png)),
      button(words.svg, () => saveSvg(make(), file), named(words.svg)),
    );
  }
  function saveSvg(picture, file) {
    download(new Blob([fileText(picture)], { type: "image/svg+xml" }), `${file}.svg`);
    say(words.saved(`${file}.svg`));
  }
  async function savePng(picture, file) {
    try {
      download(await pixels(picture), `${file}.png`);
      say(words.saved(`${file}.png`));
    } catch {
      say(words.notSaved);
    }
  }
  function say(text) {
    status.textContent = text;
  }
}

function button(text, onclick, label = null) {
  return h("button", { type: "button", class: "nbc-button nbc-quiet", "aria-label": label, onclick }, text);
}

async function pixels(picture) {
  const address = URL.createObjectURL(new Blob([fileText(picture)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * SHARP;
    canvas.height = image.height * SHARP;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("empty"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
