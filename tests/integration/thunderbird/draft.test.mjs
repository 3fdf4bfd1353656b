// draft.js without Thunderbird: node --test tests/integration/thunderbird

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

// as text, because Node takes a .js file without a package.json for CommonJS
const source = readFileSync(new URL("../../../clients/thunderbird/draft.js", import.meta.url), "utf8");
const { holds, toDetails, toDraft, withImages, withoutImages, withoutOwnFields } = await import(
  `data:text/javascript,${encodeURIComponent(source)}`
);

const PNG = "data:image/png;base64,iVBORw0KGgo=";
const SVG = "data:image/svg+xml;base64,PHN2Zy8+";

test("images leave and come back, the same ones in their places", () => {
  const html = `<p>$& $1 <img src="${PNG}"> and <img src='${SVG}'><img src="${PNG}"></p>`;
  const taken = withoutImages(html);
  assert.equal(taken.images.length, 3);
  assert.ok(!taken.slim.includes("base64"));
  assert.equal(withImages(taken.slim, taken), html);
});

test("an image that was mended away leaves nothing behind", () => {
  const taken = withoutImages(`<img src="${PNG}">a a<img src="${SVG}">`, "m");
  assert.equal(withImages('a<img src="cid:m-2@">', taken), `a<img src="${SVG}">`);
});

test("somebody's own reference stays", () => {
  const taken = withoutImages('<img src="cid:logo@acme.example">');
  assert.equal(withImages(taken.slim, taken), '<img src="cid:logo@acme.example">');
});

test("a long page takes no longer than it must", () => {
  const html = "data:image/" + "a".repeat(1e6) + "data:image/png;base64," + "A".repeat(5e6);
  assert.equal(withImages(withoutImages(html).slim, withoutImages(html)).length > 0, true);
});

const DETAILS = {
  from: "Marta <marta@acme.example>",
  to: ["Luis <luis@cliente.example>", { type: "mailingList", nodeId: "7" }],
  cc: "Ana <ana@acme.example>",
  subject: "Plan",
  type: "new",
  isPlainText: false,
  body: `<p>Hi <img src="${PNG}"></p>`,
  plainTextBody: "Hi",
  customHeaders: [{ name: "X-Project", value: "Harbour" }],
};

test("a page goes without its images and with its text, a text without its page", () => {
  const { draft, taken } = toDraft(DETAILS, [{ id: 1, name: "a.pdf", size: 3 }]);
  assert.deepEqual(draft.to, ["Luis <luis@cliente.example>"]);
  assert.deepEqual(draft.cc, ["Ana <ana@acme.example>"]);
  assert.deepEqual(draft.bcc, []);
  assert.deepEqual(draft.attachments, [{ name: "a.pdf", size: 3 }]);
  assert.deepEqual(draft.headers, [["X-Project", "Harbour"]]);
  assert.equal(draft.text, "Hi");
  assert.equal(toDraft({ ...DETAILS, deliveryFormat: "html" }, []).draft.text, null);
  assert.equal(draft.images.length, 1);
  assert.ok(draft.html.includes(`cid:${draft.images[0]}`));
  assert.equal(withImages(draft.html, taken), DETAILS.body);
  const plain = toDraft({ ...DETAILS, isPlainText: true }, []).draft;
  assert.deepEqual([plain.text, plain.html, plain.images], ["Hi", null, []]);
});

test("only what changes is set", () => {
  const { draft, taken } = toDraft(DETAILS, []);
  assert.deepEqual(toDetails({}, taken), {});
  assert.deepEqual(toDetails({ subject: "" }, taken), { subject: "" });
  assert.deepEqual(toDetails({ text: "a" }, taken), { plainTextBody: "a" });
  assert.deepEqual(toDetails({ html: draft.html }, taken), { body: DETAILS.body });
});

test("an editor may end the text as it likes, and do no more", () => {
  const shown = { subject: "a", plainTextBody: "b\u00a0c\n\n" };
  assert.ok(holds(shown, { plainTextBody: "b c" }));
  assert.ok(!holds(shown, { plainTextBody: "b" }));
  assert.ok(!holds(shown, { subject: "b", plainTextBody: "b c" }));
});

test("own fields are taken off, and nothing is set where there are none", () => {
  const own = { name: "X-Emailint-Mute", value: "tone-*" };
  assert.deepEqual(withoutOwnFields([own, ...DETAILS.customHeaders]), DETAILS.customHeaders);
  assert.equal(withoutOwnFields(DETAILS.customHeaders), null);
  assert.equal(withoutOwnFields(undefined), null);
});
