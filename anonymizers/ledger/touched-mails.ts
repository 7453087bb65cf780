import { hostInOtherForm } from './international-host.ts'

/** How parts of a text are asked for. */
export interface MailSearch {
  /** Whether an original begins with the first word of the text. */
  begins(text: Uint8Array): boolean
  /** Takes note of the text where it is an original as a whole. */
  whole(text: Uint8Array): void
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isLetter = (code: number) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
const isInWord = (code: number) => isDigit(code) || isLetter(code) || code >= 0x80
/** Of the signs that RFC 5322, section 3.2.3, allows, those that are used. */
const isInMailbox = (code: number) => isInWord(code) || [0x2e, 0x5f, 0x2d, 0x2b].includes(code)
const isInHost = (code: number) => isDigit(code) || isLetter(code) || code === 0x2e || code === 0x2d

/** Names of mailboxes and hosts are looked at so far from the sign between them, in bytes. */
const longestMailbox = 48
const longestHost = 64
/** No top-level domain that people write e-mails to is longer. */
const longestTopLevel = 10
const reserved = '.example'

/**
 * E-mail addresses that touch letters and digits of something else (`KlientJan@x.pl600100200`, the length before
 * a text of a serialized object): every part of the text around each `@` that may be one is asked for, but for those
 * that begin and end as words do, which are found without. Addresses that end as masks do (RFC 2606) are passed over.
 * Where the name of the host has letters beyond ASCII, or stands for some, the address is asked for with its other form.
 */
export function touchedMails(text: Uint8Array, search: MailSearch): void {
  for (let sign = text.indexOf(0x40); sign >= 0; sign = text.indexOf(0x40, sign + 1)) {
    const host = hostBehind(text, sign)
    const other = hostInOtherForm(text, sign + 1)
    const isTooShort = host - sign < 5 || endsInReserved(text, host)
    if (isTooShort && !other) continue
    const ends = isTooShort ? [] : endsOf(text, sign + 1, host)
    const limit = Math.max(0, sign - longestMailbox)
    for (let from = sign - 1; from >= limit && isInMailbox(text[from] as number); from--) {
      if (!isInWord(text[from] as number) || isMiddle(text, from)) continue
      if (!search.begins(text.subarray(from, sign))) continue
      const isTouched = from > 0 && isInWord(text[from - 1] as number)
      for (const { to, isEnd } of ends)
        if (isTouched || !isEnd) search.whole(text.subarray(from, to))
      if (other) search.whole(Buffer.concat([text.subarray(from, sign + 1), other]))
    }
  }
}

function hostBehind(text: Uint8Array, sign: number): number {
  const most = Math.min(text.length, sign + 1 + longestHost)
  let to = sign + 1
  while (to < most && isInHost(text[to] as number)) to++
  return to
}

const endsInReserved = (text: Uint8Array, to: number) =>
  Buffer.from(text.subarray(to - reserved.length, to)).toString('latin1') === reserved

/** In the middle of a letter of several bytes. */
const isMiddle = (text: Uint8Array, at: number) => ((text[at] as number) & 0xc0) === 0x80

/** Where the address may end: two letters behind a dot at least. `isEnd`: the word ends there too. */
function endsOf(
  text: Uint8Array,
  from: number,
  host: number,
): readonly { readonly to: number; readonly isEnd: boolean }[] {
  const ends: { to: number; isEnd: boolean }[] = []
  let label = -1
  for (let at = from; at < host; at++) {
    const code = text[at] as number
    if (code === 0x2e) label = at + 1
    else if (code === 0x2d) label = -1
    else if (label > 0 && at > label && at - label < longestTopLevel)
      ends.push({ to: at + 1, isEnd: at + 1 === text.length || !isInWord(text[at + 1] as number) })
  }
  return ends
}
