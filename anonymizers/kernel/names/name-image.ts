import { readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { assetFile } from '../../../core/asset.ts'
import { slotOf } from '../name-gender.ts'

/** What a word of the image is: bits. */
export const kindOfName = { first: 1, last: 2 } as const

/**
 * Numbers of 32 bits that the image begins with: how many slots there are, and where. A word stands in the slot of
 * its hash (FNV-1a modulo the slots) or behind it: where its text is (24 bits), and above that its kinds;
 * 0: none. A text is its length in one byte and its bytes, without accents and in lower case.
 */
export const headOfNames = 2

let image: Uint8Array | undefined

/** First names and surnames as build-names.ts lays them out; read when the first one is asked for. */
export function nameImage(): Uint8Array {
  image ??= new Uint8Array(
    zstdDecompressSync(readFileSync(assetFile(import.meta.url, '../names.bin.zst'))),
  )
  return image
}

/** The kinds of a name, by {@link kindOfName}; 0: it is in no list. */
export function kindsOf(name: Uint8Array): number {
  const all = nameImage()
  const words = new DataView(all.buffer, all.byteOffset, all.byteLength)
  const slots = words.getUint32(0, true)
  const from = words.getUint32(4, true)
  for (let slot = slotOf(name, 0, name.length, slots); ; slot = (slot + 1) % slots) {
    const entry = words.getUint32(from + slot * 4, true)
    if (entry === 0) return 0
    const at = entry & 0xff_ffff
    if (all[at] !== name.length) continue
    let i = 0
    while (i < name.length && all[at + 1 + i] === name[i]) i++
    if (i === name.length) return entry >>> 24
  }
}
