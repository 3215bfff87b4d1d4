// The page of a file that was taken along: asks for the password, opens what is sealed, shows it. Words of users are set as text alone.
"use strict";
(function () {
  var head = window.THADS_HEAD, parts = {}, waiting = {}, key = null, subtle = null;
  try { subtle = window.crypto && window.crypto.subtle || null; } catch (ignored) { subtle = null; }
  if (window.THADS_PLAIN) { subtle = null; }

  function bytesOf(base64) {
    var text = window.atob(base64), out = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) { out[i] = text.charCodeAt(i); }
    return out;
  }
  function utf8(text) { return new TextEncoder().encode(text); }
  function node(name, text, cls) {
    var made = document.createElement(name);
    if (text !== undefined && text !== null) { made.textContent = String(text); }
    if (cls) { made.className = cls; }
    return made;
  }

  // --- keys and parts

  function derive(password, told) {
    var secret = utf8(password.normalize("NFC").trim()), salt = bytesOf(head.salt);
    if (subtle) {
      return subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]).then(function (base) {
        return subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt: salt, iterations: head.rounds }, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
      });
    }
    var work = ThadsCrypto.pbkdf2(secret, salt, head.rounds);
    return new Promise(function (done) {
      (function turn() {
        var left = work.step(10000);
        told(100 - Math.round(100 * left / head.rounds));
        if (left) { window.setTimeout(turn, 0); } else { done(work.key()); }
      })();
    });
  }

  // The bytes of what is sealed under this name; null where it is not what was sealed.
  function opened(by, name, base64) {
    var all, extra = utf8(head.id + "|" + name);
    try { all = bytesOf(base64); } catch (ignored) { return Promise.resolve(null); }
    var iv = all.slice(0, 12), sealed = all.slice(12);
    if (subtle) {
      return subtle.decrypt({ name: "AES-GCM", iv: iv, additionalData: extra, tagLength: 128 }, by, sealed)
        .then(function (plain) { return new Uint8Array(plain); }, function () { return null; });
    }
    return Promise.resolve(ThadsCrypto.open(by, iv, extra, sealed));
  }

  window.THADS_PART = function (name, base64) { parts[name] = base64; };

  function loaded(name) {
    if (parts[name] !== undefined) { return Promise.resolve(parts[name]); }
    if (!waiting[name]) {
      waiting[name] = new Promise(function (done) {
        var script = document.createElement("script");
        script.onload = function () { done(parts[name] === undefined ? null : parts[name]); };
        script.onerror = function () { waiting[name] = null; done(null); };
        script.src = name + ".js";
        document.head.appendChild(script);
      });
    }
    return waiting[name];
  }

  // --- the page

  var main = document.getElementById("main"), said = document.getElementById("said");
  var form = document.getElementById("form"), field = document.getElementById("password");

  function say(text, wrong) { said.textContent = text; said.className = wrong ? "wrong" : "quiet"; }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!field.value.trim()) { say("Hãy nhập mật khẩu đã được trao riêng.", true); return; }
    say("Đang mở…");
    derive(field.value, function (share) { say("Đang mở… " + share + "%"); }).then(function (by) {
      return opened(by, "check", head.check).then(function (right) {
        if (right === null) { say("Mật khẩu chưa đúng: hãy nhập lại, đúng cả dấu gạch.", true); field.select(); return null; }
        return opened(by, "content", head.content).then(function (plain) {
          if (plain === null) { say("Nội dung hồ sơ đã bị sửa hoặc hỏng sau khi lập: không mở được. Hãy xin lại bản khác.", true); return null; }
          key = by;
          field.value = "";
          show(JSON.parse(new TextDecoder().decode(plain)));
          return null;
        });
      });
    }).catch(function () { say("Trình duyệt này không mở được: hãy dùng trình duyệt mới hơn.", true); });
  });

  function show(content) {
    form.hidden = true;
    document.title = content.title;
    main.textContent = "";
    main.appendChild(node("h1", content.title));
    content.said.forEach(function (line) { main.appendChild(node("p", line, "quiet")); });
    said = node("p", "", "quiet");
    said.setAttribute("role", "status");
    main.appendChild(said);
    var nav = node("nav");
    main.appendChild(nav);
    content.sections.forEach(function (section, at) {
      var heading = node("h2", section.title), link = node("a", section.title);
      heading.id = "phan-" + at;
      link.href = "#phan-" + at;
      nav.appendChild(link);
      main.appendChild(heading);
      table(section);
    });
  }

  function table(section) {
    if (!section.rows.length) { main.appendChild(node("p", section.note || "Không có.", "quiet")); return; }
    var made = node("table"), top = node("tr"), head_ = node("thead"), body = node("tbody");
    section.columns.forEach(function (column) { top.appendChild(node("th", column[0])); });
    if (section.files) { top.appendChild(node("th", "Bản in, bản quét")); }
    head_.appendChild(top);
    made.appendChild(head_);
    section.rows.forEach(function (row, at) {
      var line = node("tr");
      row.forEach(function (cell, n) { line.appendChild(node("td", cell, section.columns[n][1])); });
      if (section.files) {
        var cell = node("td");
        section.files[at].forEach(function (file) {
          var button = node("button", file.title);
          button.type = "button";
          button.addEventListener("click", function () { view(file, button); });
          cell.appendChild(button);
        });
        line.appendChild(cell);
      }
      body.appendChild(line);
    });
    made.appendChild(body);
    main.appendChild(made);
    if (section.note) { main.appendChild(node("p", section.note, "quiet")); }
  }

  function view(file, button) {
    say("Đang mở " + file.title + "…");
    loaded(file.part).then(function (base64) {
      if (base64 === null) { say("Thiếu tệp " + file.part + ".js trong thư mục: hãy chép lại cả thư mục.", true); return null; }
      return opened(key, file.part, base64).then(function (plain) {
        if (plain === null) { say("Tệp " + file.part + ".js đã bị sửa hoặc hỏng sau khi lập: không mở.", true); return; }
        say("");
        shown(file, plain, button);
      });
    });
  }

  function shown(file, plain, button) {
    var address = URL.createObjectURL(new Blob([plain], { type: file.type }));
    var box = node("div", "", "viewer"), bar = node("div"), close = node("button", "Đóng (Esc)"), save = node("a", "Lưu ra tệp"), apart = node("a", "Mở ở thẻ khác");
    close.type = "button";
    save.href = apart.href = address;
    save.download = file.name;
    apart.target = "_blank";
    apart.rel = "noopener";
    [close, apart, save, node("span", file.title)].forEach(function (x) { bar.appendChild(x); });
    box.appendChild(bar);
    if (file.type === "application/pdf") {
      var frame = node("iframe");
      frame.title = file.title;
      frame.src = address;
      box.appendChild(frame);
    } else {
      var section = node("section"), image = node("img");
      image.alt = file.title;
      image.src = address;
      section.appendChild(image);
      box.appendChild(section);
    }
    function end() {
      document.removeEventListener("keydown", escape);
      box.remove();
      URL.revokeObjectURL(address);
      button.focus();
    }
    function escape(event) { if (event.key === "Escape") { end(); } }
    close.addEventListener("click", end);
    document.addEventListener("keydown", escape);
    document.body.appendChild(box);
    close.focus();
  }

  field.focus();
})();
