import { createClientAsync, type Client } from 'soap'

export type VatAnswer =
  | { readonly valid: true; readonly consultation: string }
  | { readonly valid: false }

/** The register did not say yes or no; the number may still be either. */
export class VatUnavailableError extends Error {
  override readonly name = 'VatUnavailableError'
}

interface ApproxResponse {
  readonly valid?: boolean
  readonly requestIdentifier?: string
}

/** Asks the Union's register (VIES, operation checkVatApprox). The WSDL is read on first use. */
export function createVatService(wsdl: string, ownNumber: string) {
  let client: Promise<Client> | undefined
  const connect = () => {
    client ??= createClientAsync(wsdl, { disableCache: true })
    client.catch(() => {
      client = undefined
    })
    return client
  }
  return async (number: string): Promise<VatAnswer> => {
    let answer: ApproxResponse
    try {
      const service = await connect()
      const ask = service['checkVatApproxAsync'] as (
        request: Readonly<Record<string, string>>,
        options: { timeout: number },
      ) => Promise<readonly [ApproxResponse]>
      ;[answer] = await ask.call(
        service,
        {
          countryCode: number.slice(0, 2),
          vatNumber: number.slice(2),
          requesterCountryCode: ownNumber.slice(0, 2),
          requesterVatNumber: ownNumber.slice(2),
        },
        { timeout: 5000 },
      )
    } catch (failure) {
      const fault = faultOf(failure)
      if (fault === 'INVALID_INPUT') return { valid: false }
      throw new VatUnavailableError(fault)
    }
    if (answer.valid === false) return { valid: false }
    if (answer.valid === true && answer.requestIdentifier)
      return { valid: true, consultation: answer.requestIdentifier }
    throw new VatUnavailableError('the answer is not complete')
  }
}

/** The fault's code, which holds nobody's data; other failures by their code alone. */
function faultOf(failure: unknown): string {
  const { root, code } = failure as {
    root?: { Envelope?: { Body?: { Fault?: { faultstring?: unknown } } } }
    code?: unknown
  }
  const text = root?.Envelope?.Body?.Fault?.faultstring
  if (typeof text === 'string' && /^[A-Z_]{3,40}$/.test(text)) return text
  return typeof code === 'string' ? code : 'no usable answer'
}
