// What was typed and is not acknowledged yet, kept in this browser with the revision that it was written on.
// A browser that keeps nothing (private mode, full disk) still saves to the server.
export function storeFor(nomination) {
  const nameOf = (key) => `draft:${nomination}:${key}`;
  return {
    keep(key, copy) {
      try { localStorage.setItem(nameOf(key), JSON.stringify(copy)); } catch { /* nothing to keep it in */ }
    },
    read(key) {
      try { return JSON.parse(localStorage.getItem(nameOf(key))); } catch { return null; }
    },
    drop(key) {
      try { localStorage.removeItem(nameOf(key)); } catch { /* nothing was kept */ }
    },
  };
}

// crypto.randomUUID is missing where the page is not served over https.
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

// Signing in again in another tab changes the token; the cookie always has the one that counts.
export function csrfToken(form) {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
}
