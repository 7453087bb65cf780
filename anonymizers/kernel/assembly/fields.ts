/** The fields of the row at hand that are read or written: 24 bytes each. */

let all: usize = 0
let table: usize = 0

export function setFields(at: usize): void {
  all = at
  table = at
}

/** Several rows are read before they are written; `count`: how many fields each of them has. */
export function enterFields(row: u32, count: u32): void {
  table = all + row * count * 24
}

/** As ../../dialects/mysql/literal.ts numbers them; 0 in COPY's text format. */
export const textForm: u32 = 0
export const numberForm: u32 = 1
export const missingForm: u32 = 4

/** `from` to `to` is what stands in the row, `at` and `length` what it means. */
export function setField(
  place: u32,
  from: usize,
  to: usize,
  at: usize,
  length: u32,
  form: u32,
): void {
  const field = table + place * 24
  store<u32>(field, at)
  store<u32>(field, length, 4)
  store<u32>(field, form, 8)
  store<u32>(field, from, 12)
  store<u32>(field, to, 16)
}

export function fieldAt(place: u32): usize {
  return load<u32>(table + place * 24)
}

export function fieldLength(place: u32): u32 {
  return load<u32>(table + place * 24, 4)
}

export function fieldForm(place: u32): u32 {
  return load<u32>(table + place * 24, 8)
}

export function isMissing(place: u32): bool {
  return fieldForm(place) === missingForm
}

export function fieldFrom(place: u32): usize {
  return load<u32>(table + place * 24, 12)
}

export function fieldTo(place: u32): usize {
  return load<u32>(table + place * 24, 16)
}
