/**
 * The twin of ../permute.ts. A value is read into the limbs of a note, permuted together with others (see
 * ./feistel.ts) until it is one of its images, and written.
 */
import { startDrawing } from './drawing.ts'
import { permuteNotes } from './feistel.ts'
import { copy, moveTo, o } from './output.ts'
import { isNipImage, readNip, readRegon, writeNip, writeRegon } from './permute-firm.ts'
import { isIdImage, readId, writeNumber } from './permute-id.ts'
import { byClass, readLayout, writeLayout } from './permute-layout.ts'
import {
  asNumber,
  asValid,
  feistelAt,
  knowsImage,
  lengthAt,
  programAt,
  schemeAt,
  unchanged,
  valueAt,
  wayAt,
} from './permute-note.ts'
import { isPeselImage, readPesel, writePesel } from './permute-pesel.ts'
import { isPhoneImage, readPhone, writePhone } from './permute-phone.ts'
import { isVatImage, readVat, writeVat } from './permute-vat.ts'

/** Numbers of schemes, as ../wasm-permute.ts has them; all others are layouts. */
const id: u32 = 0
const nip: u32 = 1
const pesel: u32 = 2
const regon: u32 = 3
const phone: u32 = 4
const vat: u32 = 5

/** Reads a value into a note; false when it is left to JavaScript. */
function readPermuted(program: usize, value: usize, length: u32, note: usize): bool {
  const feistel: usize = load<u32>(program, feistelAt)
  switch (load<u32>(program, schemeAt)) {
    case id:
      return readId(program, value, length, note)
    case nip:
      return readNip(feistel, value, length, note)
    case pesel:
      return readPesel(feistel, value, length, note)
    case regon:
      return readRegon(feistel, value, length, note)
    case phone:
      return readPhone(program, value, length, note)
    case vat:
      return readVat(program, value, length, note)
    default:
      return readLayout(feistel, value, length, note, byClass, 0)
  }
}

/** Is what the note came to one of the images that the value may have? */
function isImage(program: usize, value: usize, length: u32, note: usize): bool {
  const isValid = load<u32>(note, wayAt) === asValid
  switch (load<u32>(program, schemeAt)) {
    case id:
      return isIdImage(program, value, length, note)
    case nip:
      return !isValid || isNipImage(note)
    case pesel:
      return isPeselImage(note, value, length)
    case phone:
      return !isValid || isPhoneImage(note)
    case vat:
      return isVatImage(note, value, length)
    default:
      return true
  }
}

/** Writes the mask of a value that was read into a note and permuted. */
function writePermuted(program: usize, value: usize, length: u32, note: usize): void {
  startDrawing(value, length, o)
  const way: u32 = load<u32>(note, wayAt)
  const scheme: u32 = load<u32>(program, schemeAt)
  if (way === unchanged) copy(value, length)
  else if (way === asNumber) writeNumber(note, value)
  else if (way !== asValid || scheme === id) {
    writeLayout(note, value, length, o)
    moveTo(o + length)
  } else if (scheme === nip) writeNip(note, value)
  else if (scheme === pesel) writePesel(note)
  else if (scheme === regon) writeRegon(load<u32>(program, feistelAt), note, value, length)
  else if (scheme === phone) writePhone(note)
  else writeVat(note, value, length)
}

/** Notes whose images are looked for, as many as ./ahead.ts has. */
const waiting: usize = memory.data(512)
let count: u32 = 0

/** From here to {@link findImages} values are read into notes. */
export function beginPermuting(): void {
  count = 0
}

/** Reads a value into a note, to be permuted with the others; false when it is left to JavaScript. */
export function wantImage(program: usize, value: usize, length: u32, note: usize): bool {
  if (!readPermuted(program, value, length, note)) return false
  store<u32>(note, <u32>program, programAt)
  store<u32>(note, <u32>value, valueAt)
  store<u32>(note, length, lengthAt)
  if (load<u32>(note, wayAt) !== unchanged) store<u32>(waiting + (count++ << 2), <u32>note)
  return true
}

export function findImages(): void {
  for (let left = count; left > 0;) {
    permuteNotes(waiting, left)
    let next: u32 = 0
    for (let i: u32 = 0; i < left; i++) {
      const note: usize = load<u32>(waiting + (i << 2))
      if (
        !isImage(
          load<u32>(note, programAt),
          load<u32>(note, valueAt),
          load<u32>(note, lengthAt),
          note,
        )
      )
        store<u32>(waiting + (next++ << 2), <u32>note)
    }
    left = next
  }
  count = 0
}

const spare: usize = memory.data(192, 16)

/** Writes the mask of a value; false when JavaScript must do it. `note`: what ./ahead.ts knows, or 0. */
export function permute(program: usize, value: usize, length: u32, note: usize): bool {
  let own = note
  if (note === 0 || load<u32>(note) !== knowsImage) {
    own = spare
    if (!wantImage(program, value, length, spare)) return false
    findImages()
  }
  writePermuted(program, value, length, own)
  return true
}
