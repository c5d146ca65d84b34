/**
 * Letters typed while the screen is being redrawn are kept. A step takes the server a moment; who presses a code
 * and goes straight on to the memo types into a field that is about to be replaced, or that is not there yet.
 */
const leesMemo = (wortel) => wortel?.querySelector("[data-memo]") ?? null;
const fragmentVan = (memo) => memo?.closest("[data-fragment]")?.dataset.fragment ?? null;

/** Press a key that was held back, outside any field. */
const druk = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

export class Memobewaker {
  /** `kiezer` finds the part that is redrawn; `typt(event)` tells that a key belongs to a field. */
  constructor(kiezer, typt) {
    this.kiezer = kiezer;
    this.typt = typt;
    this.onderweg = 0; // steps that will redraw the screen
    this.basis = ""; // the memo as it stood when the step was sent
    this.gewacht = null; // letters for a memo that is not there yet
    this.daarna = null; // keys pressed after leaving that memo with Tab
    document.addEventListener("input", (event) => this.#opInvoer(event));
    document.addEventListener("keydown", (event) => this.#opToets(event), true);
    document.addEventListener("htmx:beforeRequest", (event) => this.#opVersturen(event.detail));
    document.addEventListener("htmx:beforeSwap", (event) => this.#opVervangen(event.detail));
    document.addEventListener("htmx:afterRequest", (event) => this.#opKlaar(event.detail));
  }

  get wortel() {
    return document.querySelector(this.kiezer);
  }

  #tekentOpnieuw(detail) {
    return Boolean(detail.target?.matches?.(this.kiezer)) && detail.elt !== leesMemo(this.wortel);
  }

  #opInvoer({ target }) {
    if (target === leesMemo(this.wortel)) target.dataset.nietBewaard = "";
  }

  #opVersturen(detail) {
    if ("memo" in detail.elt.dataset) detail.elt.dataset.verstuurd = detail.elt.value;
    else if (this.#tekentOpnieuw(detail)) {
      this.onderweg += 1;
      this.basis = leesMemo(this.wortel)?.value ?? "";
    }
  }

  #opKlaar(detail) {
    const { elt } = detail;
    if ("memo" in elt.dataset) {
      if (detail.successful && elt.value === elt.dataset.verstuurd) delete elt.dataset.nietBewaard;
    } else if (this.onderweg > 0 && detail.target?.matches?.(this.kiezer)) {
      this.onderweg -= 1;
      if (!detail.successful) this.gewacht = this.daarna = null;
    }
  }

  /** Typing in a field; the search box of the codes is left as soon as a code is chosen in it. */
  #isElders(event) {
    return this.typt(event) && !event.target.matches("[data-zoek]");
  }

  /** From `m` on the letters wait for the memo that comes, so that none of them works as a key of its own. */
  #opToets(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (this.gewacht === null) {
      if (this.onderweg === 0 || event.key !== "m" || this.#isElders(event)) return;
      this.gewacht = "";
    } else if (this.daarna) this.daarna.push(event.key);
    else if (event.key === "Tab") this.daarna = [];
    else if (event.key === "Escape") this.gewacht = null;
    else if (event.key === "Backspace") this.gewacht = this.gewacht.slice(0, -1);
    else if (event.key === "Enter") this.gewacht += "\n";
    else if (event.key.length === 1) this.gewacht += event.key;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #opVervangen(detail) {
    if (!this.#tekentOpnieuw(detail)) return;
    const memo = leesMemo(this.wortel);
    if (!memo || !("nietBewaard" in memo.dataset)) return;
    this.onthouden = { fragment: fragmentVan(memo), tekst: memo.value, basis: this.basis, plek: memo.selectionStart };
  }

  /** Put back what was typed; called when the screen stands. Returns true when the memo has the focus. */
  herstel() {
    const { onthouden, gewacht, daarna } = this;
    this.onthouden = this.gewacht = this.daarna = null;
    const memo = leesMemo(this.wortel);
    if (!memo || (!onthouden && gewacht === null)) return false;
    const zelfde = onthouden?.fragment === fragmentVan(memo);
    if (zelfde) memo.value = onthouden.tekst;
    else if (onthouden) memo.value += this.#nieuw(onthouden);
    memo.value += gewacht ?? "";
    memo.dataset.nietBewaard = "";
    // The field was filled by a script: without this nothing would send it when the writer moves on.
    setTimeout(() => memo.dispatchEvent(new Event("change", { bubbles: true })));
    if (daarna) {
      setTimeout(() => daarna.forEach(druk));
      return false;
    }
    memo.focus({ preventScroll: true });
    const plek = zelfde && !gewacht ? onthouden.plek : memo.value.length;
    memo.setSelectionRange(plek, plek);
    return true;
  }

  /** What was typed after the step was sent: meant for the fragment that the step opened. */
  #nieuw({ tekst, basis }) {
    return tekst.startsWith(basis) ? tekst.slice(basis.length) : tekst;
  }
}
