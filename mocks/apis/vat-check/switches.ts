import { PoligonError } from '../../../core/errors.ts'
import { name, names, say, type Redacted } from '../../../core/redacted.ts'
import type { MockSwitch } from '../../api.ts'
import { parseDuration } from '../../policies/duration.ts'
import { isCountry } from './numbers.ts'
import { faultCodes, type FaultCode, type VatState } from './state.ts'

export const switches: Readonly<Record<string, MockSwitch<VatState>>> = {
  unavailable: {
    describe:
      'A country (or `all`) is answered with a Fault: `DE`, `DE x2` (two times), `DE TIMEOUT` (another code); `DE off` ends it',
    example: 'DE',
    apply(state, argument) {
      const [country = '', ...words] = argument.trim().split(/\s+/)
      if (country !== 'all') checkCountry(country)
      state.faults = state.faults.filter((fault) => fault.country !== country)
      if (words[0] === 'off') return
      const count = words.find((word) => /^x\d{1,6}$/.test(word))
      const code = words.find((word) => word !== count) ?? 'MS_UNAVAILABLE'
      if (!isFaultCode(code))
        throw wrong(code, say`a Fault of this service`, say`Take one of ${names(faultCodes, 20)}.`)
      state.faults.push({ country, code, left: count ? Number(count.slice(1)) : null })
    },
  },
  valid: {
    describe:
      'A number, or all of a country, is valid: `DE999999999`, `DE`; a consultation number may follow. Ends `unavailable` of the country',
    example: 'DE999999999 WAPIEXAMPLE00001',
    apply(state, argument) {
      const [subject = '', consultation] = argument.trim().split(/\s+/)
      checkCountry(subject.slice(0, 2))
      state.faults = state.faults.filter(({ country }) => country !== subject.slice(0, 2))
      state.verdicts.push({ subject, valid: true, consultation: consultation ?? null })
    },
  },
  invalid: {
    describe: 'A number, or all of a country, is not valid: `DE999999999`, `DE`',
    example: 'DE999999999',
    apply(state, argument) {
      const subject = argument.trim()
      checkCountry(subject.slice(0, 2))
      state.verdicts.push({ subject, valid: false, consultation: null })
    },
  },
  limit: {
    describe:
      'More requests in a time are answered GLOBAL_MAX_CONCURRENT_REQ_TIME: `5 in 1min`; `off` ends it',
    example: '1 in 1min',
    apply(state, argument) {
      state.taken = []
      const [, count, time = ''] = /^(\d{1,6}) in (\S+)$/.exec(argument.trim()) ?? []
      const window = parseDuration(time)
      if (argument === 'off') state.limit = null
      else if (count === undefined || window === undefined)
        throw wrong(argument, say`a limit`, say`Write it like \`5 in 1min\`.`)
      else state.limit = { requests: Number(count), window }
    },
  },
}

const isFaultCode = (text: string): text is FaultCode =>
  (faultCodes as readonly string[]).includes(text)

function checkCountry(code: string): void {
  if (!isCountry(code))
    throw wrong(code, say`a member state`, say`Write its code as in a VAT number: \`DE\`, \`EL\`.`)
}

function wrong(text: string, kind: Redacted, remedy: Redacted): PoligonError {
  return new PoligonError('POLIGON_CONFIG', { what: say`${name(text)} is not ${kind}.`, remedy })
}
