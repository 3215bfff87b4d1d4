// AES-256-GCM under a key made by PBKDF2 with SHA-256: by the browser's own crypto where it gives it to a page that was opened from a
// disk, else by the functions below, which are held against known vectors in the tests. No library, nothing from outside.
"use strict";
var ThadsCrypto = (function () {
  var K = [], SBOX = [];
  (function () {
    function fraction(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
    for (var n = 2; K.length < 64; n++) {
      var prime = true;
      for (var d = 2; d * d <= n; d++) { if (n % d === 0) { prime = false; break; } }
      if (prime) { K.push(fraction(Math.pow(n, 1 / 3))); }
    }
    var p = 1, q = 1;
    do {
      p = (p ^ (p << 1) ^ (p & 0x80 ? 0x11b : 0)) & 0xff;
      q ^= q << 1; q ^= q << 2; q ^= q << 4; q &= 0xff;
      if (q & 0x80) { q ^= 0x09; }
      SBOX[p] = (q ^ ((q << 1) | (q >> 7)) ^ ((q << 2) | (q >> 6)) ^ ((q << 3) | (q >> 5)) ^ ((q << 4) | (q >> 4)) ^ 0x63) & 0xff;
    } while (p !== 1);
    SBOX[0] = 0x63;
  })();
  var START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
  var W = new Int32Array(64);

  // One block of 16 words into a state of 8.
  function compress(state, block, at) {
    var i;
    for (i = 0; i < 16; i++) { W[i] = block[at + i]; }
    for (i = 16; i < 64; i++) {
      var x = W[i - 15], y = W[i - 2];
      var s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      var s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
    }
    var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    for (i = 0; i < 64; i++) {
      var t1 = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      var t2 = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    state[0] = (state[0] + a) | 0; state[1] = (state[1] + b) | 0; state[2] = (state[2] + c) | 0; state[3] = (state[3] + d) | 0;
    state[4] = (state[4] + e) | 0; state[5] = (state[5] + f) | 0; state[6] = (state[6] + g) | 0; state[7] = (state[7] + h) | 0;
  }

  // Bytes with the padding of a message of which `before` bytes went already, as words.
  function padded(bytes, before) {
    var length = bytes.length, blocks = ((length + 8) >> 6) + 1, words = new Int32Array(blocks * 16);
    for (var i = 0; i < length; i++) { words[i >> 2] |= bytes[i] << (24 - (i & 3) * 8); }
    words[length >> 2] |= 0x80 << (24 - (length & 3) * 8);
    var bits = (before + length) * 8;
    words[words.length - 2] = Math.floor(bits / 4294967296);
    words[words.length - 1] = bits | 0;
    return words;
  }

  function digestFrom(start, bytes, before) {
    var state = Int32Array.from(start), words = padded(bytes, before);
    for (var at = 0; at < words.length; at += 16) { compress(state, words, at); }
    return state;
  }

  function toBytes(state) {
    var out = new Uint8Array(state.length * 4);
    for (var i = 0; i < state.length; i++) {
      out[4 * i] = state[i] >>> 24; out[4 * i + 1] = state[i] >>> 16; out[4 * i + 2] = state[i] >>> 8; out[4 * i + 3] = state[i];
    }
    return out;
  }

  function sha256(bytes) { return toBytes(digestFrom(START, bytes, 0)); }

  // A derivation that is worked on in turns, so that the page is not frozen: step(n) does n rounds and says how many are left.
  function pbkdf2(password, salt, rounds) {
    var key = new Uint8Array(64), inner = Int32Array.from(START), outer = Int32Array.from(START), i;
    key.set(password.length > 64 ? sha256(password) : password);
    var pad = new Uint8Array(64), words = new Int32Array(16);
    function absorbed(state, mask) {
      for (i = 0; i < 64; i++) { pad[i] = key[i] ^ mask; }
      for (i = 0; i < 16; i++) { words[i] = (pad[4 * i] << 24) | (pad[4 * i + 1] << 16) | (pad[4 * i + 2] << 8) | pad[4 * i + 3]; }
      compress(state, words, 0);
    }
    absorbed(inner, 0x36);
    absorbed(outer, 0x5c);
    var first = new Uint8Array(salt.length + 4);
    first.set(salt);
    first[first.length - 1] = 1;
    var block = new Int32Array(16), state = new Int32Array(8), total;
    function finish() {
      block.fill(0);
      block.set(state);
      block[8] = -2147483648;
      block[15] = (64 + 32) * 8;
      state.set(outer);
      compress(state, block, 0);
    }
    state.set(digestFrom(inner, first, 64));
    finish();
    total = Int32Array.from(state);
    var left = rounds - 1;
    return {
      step: function (n) {
        for (; n > 0 && left > 0; n--, left--) {
          block.fill(0);
          block.set(state);
          block[8] = -2147483648;
          block[15] = (64 + 32) * 8;
          state.set(inner);
          compress(state, block, 0);
          finish();
          for (var j = 0; j < 8; j++) { total[j] ^= state[j]; }
        }
        return left;
      },
      key: function () { return toBytes(total); }
    };
  }

  function expand(key) {
    var w = new Uint8Array(240), rcon = 1;
    w.set(key);
    for (var i = 32; i < 240; i += 4) {
      var t = [w[i - 4], w[i - 3], w[i - 2], w[i - 1]];
      if (i % 32 === 0) {
        t = [SBOX[t[1]] ^ rcon, SBOX[t[2]], SBOX[t[3]], SBOX[t[0]]];
        rcon = (rcon << 1) ^ (rcon & 0x80 ? 0x11b : 0);
      } else if (i % 32 === 16) {
        t = [SBOX[t[0]], SBOX[t[1]], SBOX[t[2]], SBOX[t[3]]];
      }
      for (var j = 0; j < 4; j++) { w[i + j] = w[i - 32 + j] ^ t[j]; }
    }
    return w;
  }

  function twice(x) { return ((x << 1) ^ (x & 0x80 ? 0x1b : 0)) & 0xff; }

  function encrypt(w, input) {
    var s = new Uint8Array(16), t = new Uint8Array(16), i, round;
    for (i = 0; i < 16; i++) { s[i] = input[i] ^ w[i]; }
    for (round = 1; round <= 14; round++) {
      for (i = 0; i < 16; i++) { t[i] = SBOX[s[(i + 4 * (i & 3)) & 15]]; }
      for (var c = 0; c < 16; c += 4) {
        var a = t[c], b = t[c + 1], d = t[c + 2], e = t[c + 3];
        if (round < 14) {
          var all = a ^ b ^ d ^ e;
          s[c] = a ^ all ^ twice(a ^ b); s[c + 1] = b ^ all ^ twice(b ^ d); s[c + 2] = d ^ all ^ twice(d ^ e); s[c + 3] = e ^ all ^ twice(e ^ a);
        } else {
          s[c] = a; s[c + 1] = b; s[c + 2] = d; s[c + 3] = e;
        }
      }
      for (i = 0; i < 16; i++) { s[i] ^= w[16 * round + i]; }
    }
    return s;
  }

  // Multiplication by H in the field of GCM, four bits at a time.
  function hasher(h) {
    var table = [], i, v = new Uint32Array(4);
    for (i = 0; i < 4; i++) { v[i] = ((h[4 * i] << 24) | (h[4 * i + 1] << 16) | (h[4 * i + 2] << 8) | h[4 * i + 3]) >>> 0; }
    function halved(x) {
      var carry = x[3] & 1;
      return new Uint32Array([(x[0] >>> 1) ^ (carry ? 0xe1000000 : 0), (x[1] >>> 1) | (x[0] << 31), (x[2] >>> 1) | (x[1] << 31), (x[3] >>> 1) | (x[2] << 31)]);
    }
    table[0] = new Uint32Array(4);
    table[8] = v;
    for (i = 4; i > 0; i >>= 1) { table[i] = halved(table[2 * i]); }
    for (i = 2; i < 16; i <<= 1) {
      for (var j = 1; j < i; j++) {
        table[i + j] = new Uint32Array([table[i][0] ^ table[j][0], table[i][1] ^ table[j][1], table[i][2] ^ table[j][2], table[i][3] ^ table[j][3]]);
      }
    }
    var fold = [];
    for (i = 0; i < 16; i++) {
      var r = new Uint32Array([0, 0, 0, i]);
      for (j = 0; j < 4; j++) { r = halved(r); }
      fold[i] = r[0];
    }
    var z = new Uint32Array(4);
    return {
      block: function (data, at, length) {
        for (var n = 0; n < length; n++) { z[n >> 2] ^= data[at + n] << (24 - (n & 3) * 8); }
        var a = 0, b = 0, c = 0, d = 0;
        for (n = 31; n >= 0; n--) {
          var nibble = (z[n >> 3] >>> (28 - 4 * (n & 7))) & 15, low = d & 15, add = table[nibble];
          if (n < 31) {
            d = (d >>> 4) | (c << 28); c = (c >>> 4) | (b << 28); b = (b >>> 4) | (a << 28); a = (a >>> 4) ^ fold[low];
          }
          a ^= add[0]; b ^= add[1]; c ^= add[2]; d ^= add[3];
        }
        z[0] = a; z[1] = b; z[2] = c; z[3] = d;
      },
      value: function () { return toBytes(Int32Array.from(z)); }
    };
  }

  // iv of 12 bytes, data with its tag of 16 behind; null where anything was changed.
  function open(key, iv, extra, sealed) {
    if (sealed.length < 16) { return null; }
    var w = expand(key), length = sealed.length - 16, hash = hasher(encrypt(w, new Uint8Array(16))), i, at;
    for (at = 0; at < extra.length; at += 16) { hash.block(extra, at, Math.min(16, extra.length - at)); }
    for (at = 0; at < length; at += 16) { hash.block(sealed, at, Math.min(16, length - at)); }
    var sizes = new Uint8Array(16), view = new DataView(sizes.buffer);
    view.setUint32(0, Math.floor(extra.length / 536870912)); view.setUint32(4, (extra.length * 8) >>> 0);
    view.setUint32(8, Math.floor(length / 536870912)); view.setUint32(12, (length * 8) >>> 0);
    hash.block(sizes, 0, 16);
    var counter = new Uint8Array(16), tag = hash.value(), wrong = 0;
    counter.set(iv);
    counter[15] = 1;
    var mask = encrypt(w, counter);
    for (i = 0; i < 16; i++) { wrong |= tag[i] ^ mask[i] ^ sealed[length + i]; }
    if (wrong) { return null; }
    var out = new Uint8Array(length), count = new DataView(counter.buffer);
    for (at = 0; at < length; at += 16) {
      count.setUint32(12, 2 + at / 16);
      mask = encrypt(w, counter);
      for (i = 0; i < 16 && at + i < length; i++) { out[at + i] = sealed[at + i] ^ mask[i]; }
    }
    return out;
  }

  return { sha256: sha256, pbkdf2: pbkdf2, open: open };
})();
