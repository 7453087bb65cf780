/** Of a fingerprint, its leaf and its digits: 16 bytes, as assembly/ledger/originals.ts writes them. */
export const entryBytes = 16
/** Entries are kept by the first byte of their fingerprints, in the order of the table that they go into. */
const parts = 256

interface Run {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each part begins, in entries. */
  readonly from: Uint32Array
}

/** Fingerprints of originals on their way into the table, with repetitions. */
export class PendingOriginals {
  readonly #runs: Run[] = []

  /** Takes a copy of entries. */
  take(entries: Uint8Array): void {
    const count = entries.length / entryBytes
    if (count === 0) return
    const from = new Uint32Array(parts + 1)
    const part = (entry: number) => entries[entry * entryBytes + 7] as number
    for (let i = 0; i < count; i++) from[part(i) + 1] = (from[part(i) + 1] as number) + 1
    for (let i = 0; i < parts; i++) from[i + 1] = (from[i + 1] as number) + (from[i] as number)
    const next = from.slice()
    const bytes = new Uint8Array(entries.length)
    const words = new Int32Array(entries.buffer, entries.byteOffset, count * 4)
    const sorted = new Int32Array(bytes.buffer)
    for (let i = 0; i < count; i++) {
      const to = next[part(i)] as number
      next[part(i)] = to + 1
      for (let word = 0; word < 4; word++) sorted[to * 4 + word] = words[i * 4 + word] as number
    }
    this.#runs.push({ bytes, from })
  }

  /** Part after part, all entries of each. */
  *parts(): Generator<readonly Uint8Array[]> {
    for (let part = 0; part < parts; part++)
      yield this.#runs.map(({ bytes, from }) =>
        bytes.subarray(
          (from[part] as number) * entryBytes,
          (from[part + 1] as number) * entryBytes,
        ),
      )
  }

  clear(): void {
    this.#runs.length = 0
  }
}
