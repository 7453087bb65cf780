import { accountForms, anyAccount, ibanCheck, type AccountForm } from './account-rules.ts'
import { isAlphanumeric, isDigit, isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { permuteOther } from './permute-layout.ts'
import type { Permutation } from './permute.ts'

interface Account {
  /** Undefined where the value does not say it: then it is Polish. */
  readonly country: string | undefined
  readonly rules: AccountForm
  readonly account: string
}

/**
 * A number whose check digits are right becomes another of its country that has them right, spelt alike: digit
 * for digit and letter for letter. 26 digits are a Polish number without `PL`. What has not becomes none
 * that has, and keeps its layout only.
 */
export function permuteIban(feistel: Feistel): Permutation {
  const other = permuteOther(feistel)
  return (value, out) => {
    const read = readAccount(value)
    if (read) {
      const account = otherAccount(feistel, read)
      const check = ibanCheck(read.country ?? 'PL', account)
      appendSpelt(`${read.country ?? ''}${check}${account}`, value, (byte) => out.byte(byte))
      return
    }
    const start = out.length
    let next = value
    do {
      out.length = start
      other(next, out)
      next = out.view(start).slice()
    } while (readAccount(next))
  }
}

/** Undefined when the check digits are not right. */
function readAccount(value: Uint8Array): Account | undefined {
  if (value.some((byte) => byte >= 0x80)) return undefined
  const number = Buffer.from(value).filter(isAlphanumeric)
  const text = Buffer.from(number).toString('latin1').toUpperCase()
  const [, named, check, account = ''] =
    /^([A-Z]{2}(?=\d\d)|(?=\d{26}$))(\d\d)([A-Z\d]+)$/.exec(text) ?? []
  if (named === undefined) return undefined
  const country = named === '' ? undefined : named
  const rules = accountForms[country ?? 'PL'] ?? anyAccount
  const isRight =
    rules.form.test(account) &&
    rules.complete(account) === account &&
    ibanCheck(country ?? 'PL', account) === check
  return isRight ? { country, rules, account } : undefined
}

/** Permutes all but the check digits, walked on until a number of that country has it. */
function otherAccount(feistel: Feistel, { rules, account }: Account): string {
  const signs = Array.from(account)
  const free = signs.flatMap((_, i) => (rules.checks.includes(i) ? [] : [i]))
  const codes = free.map((at) => account.charCodeAt(at))
  const network = feistel.over(codes.map((code) => (isDigit(code) ? 10 : 26)))
  const digits = Uint32Array.from(codes, (code) => code - (isDigit(code) ? 48 : 65))
  for (;;) {
    network.permute(digits)
    for (const [i, at] of free.entries())
      signs[at] = String.fromCharCode(
        (digits[i] as number) + (isDigit(codes[i] as number) ? 48 : 65),
      )
    const completed = rules.complete(signs.join(''))
    if (completed !== undefined) return completed
  }
}

/** `mask` with the separators of `value`, and its letters' case in their places. */
function appendSpelt(mask: string, value: Uint8Array, append: (byte: number) => void): void {
  let at = 0
  for (const byte of value) {
    if (!isAlphanumeric(byte)) append(byte)
    else append(mask.charCodeAt(at++) | (isLetter(byte) ? byte & 0x20 : 0))
  }
}
