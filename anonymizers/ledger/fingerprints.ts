/** The origin of no entry. */
const empty = 0

/**
 * A set of 64-bit fingerprints, each with the number of its origin. Three words an entry in open
 * addressing, and in front of it a blocked Bloom filter that fits caches: most look-ups end there.
 */
export class Fingerprints {
  #first = new Int32Array(1024)
  #second = new Int32Array(1024)
  /** 0: no entry. */
  #origin = new Uint32Array(1024)
  #filter = new Int32Array(512)
  #count = 0

  get count(): number {
    return this.#count
  }

  /**
   * @param origin - from 1.
   * @returns false when it was there; then the smaller origin counts.
   */
  add(first: number, second: number, origin: number): boolean {
    if (this.#count * 2 >= this.#first.length) this.#grow()
    const at = this.#place(first, second)
    const known = this.#origin[at] as number
    if (known !== empty) {
      if (origin < known) this.#origin[at] = origin
      return false
    }
    this.#first[at] = first
    this.#second[at] = second
    this.#origin[at] = origin
    this.#mark(first, second)
    this.#count++
    return true
  }

  /** The number of the origin, or 0. */
  find(first: number, second: number): number {
    const bits = (1 << (second & 31)) | (1 << ((second >>> 5) & 31))
    if (((this.#filter[first & (this.#filter.length - 1)] as number) & bits) !== bits) return empty
    return this.#origin[this.#place(first, second)] as number
  }

  #place(first: number, second: number): number {
    const mask = this.#first.length - 1
    let at = (first >>> 8) & mask
    while (this.#origin[at] !== empty && (this.#first[at] !== first || this.#second[at] !== second))
      at = (at + 1) & mask
    return at
  }

  #mark(first: number, second: number): void {
    const slot = first & (this.#filter.length - 1)
    const bits = (1 << (second & 31)) | (1 << ((second >>> 5) & 31))
    this.#filter[slot] = (this.#filter[slot] as number) | bits
  }

  #grow(): void {
    const [first, second, origin] = [this.#first, this.#second, this.#origin]
    const size = first.length * 2
    this.#first = new Int32Array(size)
    this.#second = new Int32Array(size)
    this.#origin = new Uint32Array(size)
    this.#filter = new Int32Array(size / 2)
    for (let i = 0; i < first.length; i++) {
      if (origin[i] === empty) continue
      const at = this.#place(first[i] as number, second[i] as number)
      this.#first[at] = first[i] as number
      this.#second[at] = second[i] as number
      this.#origin[at] = origin[i] as number
      this.#mark(first[i] as number, second[i] as number)
    }
  }
}

/** By the hash of a first word: a bit for every number of words that known values of it have. */
export class FirstWords {
  #keys = new Int32Array(1024)
  #lengths = new Uint8Array(1024)
  #filter = new Int32Array(512)
  #count = 0

  /** @param words - from 1 to 8. */
  add(word: number, words: number): void {
    if (this.#count * 2 >= this.#keys.length) this.#grow()
    const at = this.#place(word)
    if (this.#lengths[at] === 0) {
      this.#keys[at] = word
      this.#count++
      this.#mark(word)
    }
    this.#lengths[at] = (this.#lengths[at] as number) | (1 << (words - 1))
  }

  /** 0: nothing that is known begins so. */
  lengths(word: number): number {
    if (
      ((this.#filter[word & (this.#filter.length - 1)] as number) & (1 << ((word >>> 27) & 31))) ===
      0
    )
      return 0
    return this.#lengths[this.#place(word)] as number
  }

  #place(word: number): number {
    const mask = this.#keys.length - 1
    let at = (word >>> 7) & mask
    while (this.#lengths[at] !== 0 && this.#keys[at] !== word) at = (at + 1) & mask
    return at
  }

  #mark(word: number): void {
    const slot = word & (this.#filter.length - 1)
    this.#filter[slot] = (this.#filter[slot] as number) | (1 << ((word >>> 27) & 31))
  }

  #grow(): void {
    const [keys, lengths] = [this.#keys, this.#lengths]
    this.#keys = new Int32Array(keys.length * 2)
    this.#lengths = new Uint8Array(keys.length * 2)
    this.#filter = new Int32Array(keys.length)
    for (let i = 0; i < keys.length; i++) {
      if (lengths[i] === 0) continue
      const at = this.#place(keys[i] as number)
      this.#keys[at] = keys[i] as number
      this.#lengths[at] = lengths[i] as number
      this.#mark(keys[i] as number)
    }
  }
}
