// What the compose window holds, as the host reads it, and back. No Thunderbird in here: this is
// what the unit tests run.

const IMAGE = /data:image\/[\w.+-]+;base64,[\w+/=%]*/g;

// Takes pasted images out of a page: they are megabytes that no rule reads. Each leaves a "cid:"
// reference behind, which is how a sent mail shows them too.
export function withoutImages(html, mark = crypto.randomUUID()) {
  const images = [];
  const slim = html.replace(IMAGE, (image) => `cid:${mark}-${images.push(image)}@`);
  return { slim, images, mark };
}

// Puts them back. A function as replacement, because a text may hold "$&".
export function withImages(slim, { images, mark }) {
  return slim.replace(new RegExp(`cid:${mark}-(\\d+)@`, "g"), (_, number) => images[number - 1]);
}

// The draft for the host, and the images that stayed here. Of attachments only names and sizes go.
// A page has a text beside it unless the writer chose to send it alone.
export function toDraft(details, attachments) {
  const taken = withoutImages(details.isPlainText ? "" : details.body);
  const draft = {
    from: details.from,
    to: people(details.to),
    cc: people(details.cc),
    bcc: people(details.bcc),
    subject: details.subject,
    type: details.type,
    headers: (details.customHeaders ?? []).map(({ name, value }) => [name, value]),
    text: details.isPlainText || details.deliveryFormat !== "html" ? details.plainTextBody : null,
    html: details.isPlainText ? null : taken.slim,
    attachments: attachments.map(({ name, size }) => ({ name, size })),
    images: taken.images.map((_, index) => `${taken.mark}-${index + 1}@`),
  };
  return { draft, taken };
}

// What to set in the compose window for the host's `changes` ({subject, text or html}).
export function toDetails({ subject, text, html }, taken) {
  return {
    ...(subject !== undefined && { subject }),
    ...(text !== undefined && { plainTextBody: text }),
    ...(html !== undefined && { body: withImages(html, taken) }),
  };
}

// Whether the window shows `wanted`: editors drop line ends at the end and write hard spaces as
// they please, nothing else.
export function holds(details, wanted) {
  const same = (a, b) => a.replaceAll("\u00a0", " ").trimEnd() === b.replaceAll("\u00a0", " ").trimEnd();
  return Object.entries(wanted).every(([name, text]) => same(details[name], text));
}

// The fields that are between the writer and emailint: they don't leave the computer.
export function withoutOwnFields(headers = []) {
  const kept = headers.filter(({ name }) => !/^x-emailint-/i.test(name));
  return kept.length < headers.length ? kept : null;
}

// Recipients are texts, or cards of the address book, whose addresses only Thunderbird knows.
function people(list) {
  return [list ?? []].flat().filter((one) => typeof one === "string");
}
