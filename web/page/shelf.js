// The shelf: where this browser keeps profiles. An answer is shown only when it is on the shelf.
//
// Chromium keeps the databases of a site in one log, and empties all of them if a write to it was cut short and others
// followed. So where a site can have a second log, every profile is kept in both, and each heals the other.

const shelf = {
  NAME: "registry-maturity",
  database: null,
  /** A copy of it in a log of its own; `null` if the browser has no storage buckets. */
  copy: null,
  /** Used when the browser keeps nothing; then the page says so. */
  memory: new Map(),
  last: 0,

  async open() {
    this.database = await opened(globalThis.indexedDB, this.NAME).catch(() => null);
    this.copy = this.database
      ? await Promise.resolve(navigator.storageBuckets?.open(this.NAME, { durability: "strict" }))
          .then((bucket) => opened(bucket?.indexedDB, this.NAME))
          .catch(() => null)
      : null;
    if (this.copy) await this.heal();
  },

  /** Copies into each database what only the other has, or has in a newer version. */
  async heal() {
    const [own, others] = await Promise.all([records(this.database), records(this.copy)]);
    const missing = (these, those) =>
      these.filter((one) => !those.some((other) => other.id === one.id && other.changed >= one.changed));
    for (const record of missing(own, others)) await put(this.copy, record);
    for (const record of missing(others, own)) await put(this.database, record);
  },

  get keeps() {
    return this.database !== null;
  },

  /** Every profile that is kept, the latest first. */
  async all() {
    const found = this.database ? await records(this.database) : [...this.memory.values()];
    return found.sort((one, other) => other.changed.localeCompare(one.changed) || other.id - one.id);
  },

  /**
   * Replaces a profile with what `change` makes of it, in one step that other windows cannot come between. Without an
   * id, it is added. Returns the profile as it is kept now.
   */
  change(id, change) {
    if (!this.database) {
      const record = change(this.memory.get(id));
      record.id = id ?? ++this.last;
      this.memory.set(record.id, record);
      return Promise.resolve(record);
    }
    const kept = new Promise((resolve, reject) => {
      const transaction = this.database.transaction("profiles", "readwrite", { durability: "strict" });
      const profiles = transaction.objectStore("profiles");
      let record;
      const place = (present) => {
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
      transaction.onabort = () => reject(transaction.error ?? new Error("the browser could not store it"));
      if (id === undefined) {
        place(undefined);
      } else {
        const reading = profiles.get(id);
        reading.onsuccess = () => place(reading.result);
      }
    });
    return kept.then(async (record) => {
      // The next answer is not written before this one is in both.
      if (this.copy) await put(this.copy, record).catch(() => (this.copy = null));
      return record;
    });
  },

  async remove(id) {
    this.memory.delete(id);
    for (const database of [this.copy, this.database]) {
      if (database) await write(database, (profiles) => profiles.delete(id));
    }
  },

  /** Deletes everything that this page has stored, and the places where it was. */
  async clear() {
    this.memory.clear();
    this.copy?.close();
    this.database?.close();
    this.copy = this.database = null;
    await navigator.storageBuckets?.delete(this.NAME).catch(() => {});
    if (globalThis.indexedDB) await done(indexedDB.deleteDatabase(this.NAME));
    await this.open();
  },
};

async function opened(factory, name) {
  if (!factory) return null;
  const opening = factory.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("profiles", { keyPath: "id", autoIncrement: true });
  const database = await done(opening);
  // Lets another window delete everything.
  database.onversionchange = () => database.close();
  return database;
}

function records(database) {
  return done(database.transaction("profiles").objectStore("profiles").getAll());
}

function put(database, record) {
  return write(database, (profiles) => profiles.put(record));
}

function write(database, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("profiles", "readwrite", { durability: "strict" });
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    change(transaction.objectStore("profiles"));
  });
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
