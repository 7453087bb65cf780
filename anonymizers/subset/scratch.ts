import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../core/folders.ts'
import { codeOf, PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { recordResource } from '../../core/resources.ts'
import { randomToken } from '../../core/seed.ts'

/**
 * Many long lists of numbers in one file that only this user may open and that has no name, so that the
 * system removes it with this process, however that ends. What is put in must be keyed or tell nothing by
 * itself.
 */
export interface Scratch extends Disposable {
  /** A new list of records of `width` 32-bit words. */
  list(width: 1 | 3): ScratchList
}

export interface ScratchList {
  readonly width: number
  /** Adds one record, of so many words as the list is wide. */
  push(word: number, second?: number, third?: number): void
  /** Adds whole records. */
  pushAll(words: Int32Array): void
  /** Moves what waits in memory to the file; for lists that nothing is added to for a while. */
  flush(): void
  /**
   * The records in blocks, with the number of each block's first; the last block first when `backwards`.
   * A block is valid until the next.
   */
  blocks(backwards?: boolean): Generator<ScratchBlock>
}

export interface ScratchBlock {
  readonly first: number
  readonly words: Int32Array
}

/** Bytes of a list that are held in memory at most. */
const held = 48 * 1024

/** @throws POLIGON_CONFIG when no file can be made. */
export function openScratch(): Scratch {
  const path = join(cacheFolder('spool'), randomToken())
  const release = recordResource({ kind: 'file', address: path, label: 'fingerprints' })
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  release()
  let end = 0
  let open = true
  const append = (bytes: Uint8Array): number => {
    const at = end
    try {
      for (let done = 0; done < bytes.length;)
        done += writeSync(file, bytes, done, bytes.length - done, at + done)
    } catch (cause) {
      throw new PoligonError('POLIGON_CONFIG', {
        what: say`Fingerprints that outgrow the memory cannot be kept on disk (${codeOf(cause)}).`,
        remedy: say`Make room in ${name(cacheFolder())}, or set POLIGON_CACHE to another folder.`,
        cause,
      })
    }
    end += bytes.length
    return at
  }
  const read = (at: number, into: Uint8Array) => {
    for (let done = 0; done < into.length;) {
      const count = readSync(file, into, done, into.length - done, at + done)
      if (count === 0) throw new Error('the scratch file is shorter than what was written')
      done += count
    }
  }
  return {
    list: (width) => new FileList(width, append, read),
    [Symbol.dispose]() {
      if (open) closeSync(file)
      open = false
    },
  }
}

interface Extent {
  /** Number of its first record. */
  readonly first: number
  readonly at: number
  readonly words: number
}

class FileList implements ScratchList {
  readonly width: number
  readonly #append: (bytes: Uint8Array) => number
  readonly #read: (at: number, into: Uint8Array) => void
  readonly #extents: Extent[] = []
  #waiting: Int32Array<ArrayBuffer> = new Int32Array(0)
  #used = 0
  #flushed = 0

  constructor(
    width: number,
    append: (bytes: Uint8Array) => number,
    read: (at: number, into: Uint8Array) => void,
  ) {
    this.width = width
    this.#append = append
    this.#read = read
  }

  push(word: number, second = 0, third = 0): void {
    if (this.#used + this.width > this.#waiting.length) this.#makeRoom()
    this.#waiting[this.#used++] = word
    if (this.width === 1) return
    this.#waiting[this.#used++] = second
    this.#waiting[this.#used++] = third
  }

  pushAll(words: Int32Array): void {
    for (let at = 0; at < words.length;) {
      if (this.#used === this.#waiting.length) this.#makeRoom()
      const some = words.subarray(at, at + this.#waiting.length - this.#used)
      this.#waiting.set(some, this.#used)
      this.#used += some.length
      at += some.length
    }
  }

  flush(): void {
    if (this.#used > 0) this.#write()
    this.#waiting = new Int32Array(0)
  }

  *blocks(backwards = false): Generator<ScratchBlock> {
    this.flush()
    const extents = backwards ? this.#extents.toReversed() : this.#extents
    const most = extents.reduce((longest, { words }) => Math.max(longest, words), 0)
    const room = new Int32Array(most)
    for (const { first, at, words } of extents) {
      const block = room.subarray(0, words)
      this.#read(at, bytesOf(block))
      yield { first, words: block }
    }
  }

  #makeRoom(): void {
    const most = Math.floor(held / 4 / this.width) * this.width
    if (this.#used === most) this.#write()
    if (this.#waiting.length === most) return
    const grown = new Int32Array(Math.min(most, Math.max(64 * this.width, this.#used * 4)))
    grown.set(this.#waiting.subarray(0, this.#used))
    this.#waiting = grown
  }

  #write(): void {
    const words = this.#used
    const at = this.#append(bytesOf(this.#waiting.subarray(0, words)))
    this.#extents.push({ first: this.#flushed, at, words })
    this.#flushed += words / this.width
    this.#used = 0
  }
}

const bytesOf = (words: Int32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
