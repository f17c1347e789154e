// What a computer keeps for somebody who writes, until the server has it: see writing.js.
const PREFIX = "contribution:";

export function copyOf(name) {
  const key = PREFIX + name;
  return {
    works: true, // a private window may refuse
    put(value) { try { localStorage.setItem(key, JSON.stringify(value)); this.works = true; } catch { this.works = false; } },
    get() { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    drop() { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };
}

// Everything, or what begins so.
export function forget(name = "") {
  try { for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX + name)) localStorage.removeItem(key); } catch { /* nothing was kept */ }
}
