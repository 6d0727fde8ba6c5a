// The shelf: where this browser keeps profiles. An answer is shown only when it is on the shelf.

const shelf = {
  NAME: "registry-maturity",
  database: null,
  /** Used when the browser keeps nothing; then the page says so. */
  memory: new Map(),
  last: 0,

  async open() {
    if (!globalThis.indexedDB) return;
    try {
      const opening = indexedDB.open(this.NAME, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("profiles", { keyPath: "id", autoIncrement: true });
      this.database = await done(opening);
      this.database.onversionchange = () => {
        this.database.close();
        this.database = null;
      };
    } catch {
      this.database = null;
    }
  },

  get keeps() {
    return this.database !== null;
  },

  /** Every profile that is kept, the latest first. */
  async all() {
    const found = this.database
      ? await done(this.database.transaction("profiles").objectStore("profiles").getAll())
      : [...this.memory.values()];
    return found.sort((one, other) => other.changed.localeCompare(one.changed) || other.id - one.id);
  },

  /**
   * Replaces a profile by what `change` makes of it, in one step that other windows cannot come between. Without an id,
   * it is added. Returns the profile as it is kept now.
   */
  change(id, change) {
    if (!this.database) {
      const record = change(this.memory.get(id));
      record.id = id ?? ++this.last;
      this.memory.set(record.id, record);
      return Promise.resolve(record);
    }
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction("profiles", "readwrite", { durability: "strict" });
      const profiles = transaction.objectStore("profiles");
      let record;
      const put = (present) => {
        try {
          record = change(present);
        } catch (error) {
          transaction.abort();
          reject(error);
          return;
        }
        const putting = profiles.put(record);
        putting.onsuccess = () => (record.id = putting.result);
      };
      transaction.oncomplete = () => resolve(record);
      transaction.onabort = () => reject(transaction.error ?? new Error("the browser did not keep it"));
      if (id === undefined) {
        put(undefined);
      } else {
        const reading = profiles.get(id);
        reading.onsuccess = () => put(reading.result);
      }
    });
  },

  async remove(id) {
    this.memory.delete(id);
    if (this.database) {
      const transaction = this.database.transaction("profiles", "readwrite", { durability: "strict" });
      transaction.objectStore("profiles").delete(id);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
    }
  },

  /** Deletes everything that this page has stored, and the place where it was. */
  async clear() {
    this.memory.clear();
    this.database?.close();
    this.database = null;
    if (globalThis.indexedDB) await done(indexedDB.deleteDatabase(this.NAME));
    await this.open();
  },
};

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
