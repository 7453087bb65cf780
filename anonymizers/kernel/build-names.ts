import { plain } from '../detectors/plain-letters.ts'
import { readWordList } from '../word-lists/read.ts'
import { slotOf } from './name-gender.ts'
import { headOfNames, kindOfName } from './names/name-image.ts'

const files = [
  ['known-first-names.txt', kindOfName.first],
  ['pl-first-names-female.txt', kindOfName.first],
  ['pl-first-names-male.txt', kindOfName.first],
  ['known-last-names.txt', kindOfName.last],
  ['pl-last-names.txt', kindOfName.last],
] as const

const slotCount = 131_072

/** The names of people of European countries, laid out as names/name-image.ts reads them. */
export function buildNames(): Buffer {
  const kinds = new Map<string, number>()
  for (const [file, kind] of files)
    for (const word of readWordList(file).flat())
      if (!/^\d+$/.test(word)) kinds.set(plain(word), (kinds.get(plain(word)) ?? 0) | kind)
  const slots = new Uint32Array(slotCount)
  const texts: Buffer[] = []
  let at = (headOfNames + slotCount) * 4
  for (const [name, kind] of [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const bytes = Buffer.from(name)
    if (bytes.length === 0 || bytes.length > 255) throw new RangeError('a name of no usual length')
    let slot = slotOf(bytes, 0, bytes.length, slotCount)
    while (slots[slot] !== 0) slot = (slot + 1) % slotCount
    slots[slot] = at | (kind << 24)
    texts.push(Buffer.of(bytes.length), bytes)
    at += bytes.length + 1
  }
  if (at >= 2 ** 24) throw new RangeError('there are more names than 24 bits can tell apart')
  const head = Buffer.alloc((headOfNames + slotCount) * 4)
  head.writeUInt32LE(slotCount, 0)
  head.writeUInt32LE(headOfNames * 4, 4)
  slots.forEach((entry, i) => head.writeUInt32LE(entry, (headOfNames + i) * 4))
  return Buffer.concat([head, ...texts])
}
