/** Net, VAT and gross of one line, in grosz. */
export interface Amounts {
  readonly net: number
  readonly vat: number
  readonly gross: number
}

/** VAT that is in a gross amount, rounded half up to the grosz, line by line. */
export function splitGross(gross: number, ratePercent: number): Amounts {
  const vat = Math.floor((2 * gross * ratePercent + 100 + ratePercent) / (2 * (100 + ratePercent)))
  return { net: gross - vat, vat, gross }
}

export function sumAmounts(all: readonly Amounts[]): Amounts {
  return all.reduce(
    (sum, { net, vat, gross }) => ({
      net: sum.net + net,
      vat: sum.vat + vat,
      gross: sum.gross + gross,
    }),
    { net: 0, vat: 0, gross: 0 },
  )
}
