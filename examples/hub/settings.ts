/** Everything the hub can be told, from environment variables alone. Times are milliseconds. */
export interface Settings {
  readonly shopUrl: string
  readonly erpUrl: string
  readonly carrierUrl: string
  readonly carrierToken: string
  readonly carrierOrganization: string
  /** Address of the WSDL of the VAT number check. */
  readonly vatUrl: string
  /** Our own EU VAT number: asks for a consultation number. */
  readonly companyVatNumber: string
  readonly pimFolder: string
  readonly paymentSecret: string
  readonly port: number
  /** Pause between two passes of a loop. */
  readonly pollMs: number
  /** First pause of a retry; doubles from there. */
  readonly retryMs: number
  /** Pause between checks of a VAT number whose country does not answer, after the first few. */
  readonly holdRetryMs: number
}

/** @throws Error that names every variable that is missing or not a number. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const wrong: string[] = []
  const text = (name: string, otherwise?: string) => {
    const value = environment[name] || otherwise
    if (value === undefined) wrong.push(name)
    return value ?? ''
  }
  const number = (name: string, otherwise: number) => {
    const value = Number(environment[name] || otherwise)
    if (!Number.isInteger(value) || value < 0) wrong.push(name)
    return value
  }
  const settings: Settings = {
    shopUrl: text('SHOP_DATABASE_URL'),
    erpUrl: text('ERP_DATABASE_URL'),
    carrierUrl: text('CARRIER_URL').replace(/\/+$/, ''),
    carrierToken: text('CARRIER_TOKEN'),
    carrierOrganization: text('CARRIER_ORGANIZATION', '1001'),
    vatUrl: text('VAT_URL'),
    companyVatNumber: text('COMPANY_VAT_NUMBER'),
    pimFolder: text('PIM_FOLDER'),
    paymentSecret: text('PAYMENT_SECRET'),
    port: number('PORT', 8080),
    pollMs: number('POLL_MS', 5000),
    retryMs: number('RETRY_MS', 1000),
    holdRetryMs: number('HOLD_RETRY_MS', 3_600_000),
  }
  if (wrong.length > 0) throw new Error(`set these variables: ${wrong.join(', ')}`)
  return settings
}
