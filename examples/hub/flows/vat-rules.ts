import { canonicalVatNumber } from './identity.ts'

/** Member states by the prefix of their VAT numbers: Greece is EL, Northern Ireland XI. */
const memberStates = new Set(
  'AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PT RO SE SI SK XI'.split(' '),
)

/**
 * Goods that leave Poland for a buyer with a VAT number of another member state may be sold without
 * VAT, but only when the number is confirmed.
 */
export function needsVatCheck(order: {
  readonly vatId: string | null
  readonly shipping: { readonly country: string }
}): boolean {
  const number = canonicalVatNumber(order.vatId)
  return (
    number !== undefined && memberStates.has(number.slice(0, 2)) && order.shipping.country !== 'PL'
  )
}
