/** Net, VAT and gross, in grosz. */
export interface Amounts {
  readonly net: number
  readonly vat: number
  readonly gross: number
}

/** `162.88`, `162,88` or `1 234,50` → grosz; undefined when it is no amount. */
export function parseMoney(text: string): number | undefined {
  const plain = text
    .trim()
    .replaceAll(/[\s\u00a0]/g, '')
    .replace(',', '.')
  const [, sign, whole, part = ''] = /^(-?)(\d{1,10})(?:\.(\d{1,2})0*)?$/.exec(plain) ?? []
  if (whole === undefined) return undefined
  return (sign ? -1 : 1) * (Number(whole) * 100 + Number(part.padEnd(2, '0')))
}

/** Grosz → `162.88`. */
export function formatMoney(grosz: number): string {
  const amount = Math.abs(grosz)
  const text = `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`
  return grosz < 0 ? `-${text}` : text
}

/**
 * Splits a line's gross value: VAT "in a hundred", rounded half up to the grosz for each line
 * (Polish VAT Act, art. 106e(7)), net is what remains. `rate` is in hundredths of a per cent, so that
 * everything stays a whole number.
 */
export function splitGross(gross: number, rate: number): Amounts {
  const whole = 10_000 + rate
  const vat = Math.floor((2 * gross * rate + whole) / (2 * whole))
  return { net: gross - vat, vat, gross }
}

/** Sums of the lines: a document's totals are never rounded again. */
export function sumAmounts(lines: readonly Amounts[]): Amounts {
  return lines.reduce(
    (sum, line) => ({
      net: sum.net + line.net,
      vat: sum.vat + line.vat,
      gross: sum.gross + line.gross,
    }),
    { net: 0, vat: 0, gross: 0 },
  )
}
