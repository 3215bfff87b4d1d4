// Runs the page of a folder without a browser: the few things of a document that it uses, and what a person would do on it.
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
const [folder, password, plain] = process.argv.slice(2);
const html = fs.readFileSync(path.join(folder, "mo-ho-so.html"), "utf8");
const blobs = [], nodes = [], ids = {};

class Node {
  constructor(name) { this.name = name; this.children = []; this.heard = {}; this.textContent = ""; this.value = ""; nodes.push(this); }
  appendChild(child) { this.children.push(child); child.parent = this; if (child.name === "script") { load(child); } return child; }
  addEventListener(what, run) { this.heard[what] = run; }
  setAttribute() {} focus() {} select() {}
  remove() { this.parent.children.splice(this.parent.children.indexOf(this), 1); }
}
function load(script) {
  const file = path.join(folder, script.src);
  setTimeout(() => {
    if (!fs.existsSync(file)) { script.onerror(); return; }
    vm.runInContext(fs.readFileSync(file, "utf8"), context);
    script.onload();
  }, 0);
}
for (const id of ["main", "said", "form", "password"]) { ids[id] = new Node(id); }
const document = { getElementById: (id) => ids[id], createElement: (name) => new Node(name), head: new Node("head"), body: new Node("body"),
  addEventListener() {}, removeEventListener() {} };
const window = { atob: (t) => Buffer.from(t, "base64").toString("latin1"), setTimeout, crypto: globalThis.crypto, THADS_PLAIN: plain === "plain" };
const context = vm.createContext({ window, document, TextEncoder, TextDecoder, Uint8Array, Promise, JSON, setTimeout, console,
  Blob: class { constructor(parts) { blobs.push(Buffer.from(parts[0])); } }, URL: { createObjectURL: () => "blob:x", revokeObjectURL() {} } });
vm.runInContext("var THADS_PART = function (n, b) { window.THADS_PART(n, b); };", context);
for (const m of html.matchAll(/<script>([\s\S]*?)<\/script>/g)) { vm.runInContext(m[1], context); }

const wait = async (ready) => { for (let n = 0; n < 2000 && !ready(); n++) { await new Promise((r) => setTimeout(r, 10)); } };
const submit = (text) => { ids.password.value = text; ids.form.heard.submit({ preventDefault() {} }); };
(async () => {
  submit("không phải mật khẩu này");
  await wait(() => ids.said.className === "wrong");
  const wrong = ids.said.textContent;
  submit(password);
  await wait(() => ids.form.hidden);
  const status = ids.main.children.find((x) => x.name === "p" && nodes.indexOf(x) > 0 && x.className === "quiet" && x.textContent === "");
  const buttons = nodes.filter((x) => x.name === "button" && x.heard.click);
  const press = async (at, ready) => { buttons[at].heard.click(); await wait(ready); return status.textContent; };
  await press(0, () => blobs.length > 0);
  const spoilt = await press(1, () => status.className === "wrong" && status.textContent.includes("0002"));
  const missing = await press(2, () => status.textContent.includes("0003.js trong"));
  process.stdout.write(JSON.stringify({
    wrong, title: document.title, cells: nodes.filter((x) => x.name === "td").map((x) => x.textContent),
    made: nodes.filter((x) => ["img", "iframe"].includes(x.name) && !x.title && !x.alt).map((x) => x.name),
    opened: blobs[0].toString("latin1").slice(0, 8), spoilt, missing,
  }));
})();
