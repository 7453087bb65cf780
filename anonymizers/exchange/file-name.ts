import { name, say, type Redacted } from '../../core/redacted.ts'

/** Digits that are no day or moment: a phone, a tax number, an order. */
const longNumber = /\d{9,}/g
const moment = /^(?:19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?:\d{4}|\d{6}|\d{9})?$/

/** A phone number as people part it; days and moments are parted otherwise. */
const inGroups = /(?<!\d)(?:\+?\d{2}[ .-]?)?\d{3}([ .-])\d{3}\1\d{3}(?!\d)/
/** `@` as addresses of the web and MIME write it. */
const writtenAt = /@|%40|=40|\uff20/i

/** Whether the name of a file may tell who is in it. */
export const tellsWho = (path: string): boolean =>
  writtenAt.test(path) ||
  inGroups.test(path) ||
  (path.match(longNumber) ?? []).some((digits) => !moment.test(digits))

/** A name for people; of one that may tell who is in the file only its place. */
export const shownName = (path: string, number: number): Redacted =>
  tellsWho(path) ? say`File ${number} of the folder (in the order of names)` : name(path)
