import { readFileSync } from 'node:fs'
import { http, HttpResponse } from 'msw'
import { assetFile } from '../../core/asset.ts'
import { defineMock, type MockContext } from '../api.ts'
import { readSoap, soapFault, soapResponse, xmlFields, type SoapMessage } from '../soap/envelope.ts'
import { child, escapeXml, type XmlElement } from '../soap/xml.ts'
import { examples } from './vat-check/examples.ts'
import { hasStructure, isInput, testNumbers } from './vat-check/numbers.ts'
import {
  initialState,
  nextConsultation,
  overLimit,
  takeFault,
  verdictOf,
  type FaultCode,
  type VatState,
} from './vat-check/state.ts'
import { switches } from './vat-check/switches.ts'

const origin = 'https://ec.europa.eu'
const endpoint = '/taxation_customs/vies/services/checkVatService'
const namespace = 'urn:ec.europa.eu:taxud:vies:services:checkVat:types'

/**
 * VAT numbers of the Union in the manner of VIES: SOAP 1.1, `checkVat` and `checkVatApprox`, the
 * Faults of its WSDL, the magic numbers of its test service. A number of its country's structure is
 * valid unless a scenario says otherwise; names and addresses are never made up (`---`, as member
 * states answer that keep them to themselves).
 */
export default defineMock<VatState>({
  name: 'vat-check',
  describe: 'Check of EU VAT numbers (SOAP 1.1, in the manner of VIES)',
  origin,
  protocol: 'soap',
  initialState,
  examples,
  switches,
  failure: (status) =>
    new HttpResponse(`<html><body><h1>${status}</h1></body></html>`, {
      status,
      headers: { 'content-type': 'text/html' },
    }),
  handlers: (context) => [
    http.get(`${origin}${endpoint}`, ({ request }) =>
      new URL(request.url).searchParams.has('wsdl') ? wsdl(context) : undefined,
    ),
    http.get(`${origin}/taxation_customs/vies/checkVatService.wsdl`, () => wsdl(context)),
    http.post(`${origin}${endpoint}`, async ({ request }) => {
      const message = readSoap(await request.text())
      if (!message) return soapFault('1.1', 'client', 'The request is not a SOAP message')
      return answer(message, context)
    }),
  ],
})

type Context = MockContext<VatState>

function wsdl({ baseUrl }: Context): Response {
  const text = readFileSync(assetFile(import.meta.url, './vat-check/service.wsdl'), 'utf8')
  return new HttpResponse(
    text.replace('{address}', () => escapeXml(baseUrl + endpoint)),
    {
      headers: { 'content-type': 'text/xml;charset=UTF-8' },
    },
  )
}

function answer({ version, operation }: SoapMessage, context: Context): Response {
  const known = operation.namespace === namespace ? operation.name : undefined
  if (known !== 'checkVat' && known !== 'checkVatApprox')
    return soapFault(version, 'client', `Cannot find dispatch method for ${operation.name}`)
  const fault = (code: FaultCode) => soapFault(version, 'server', code)
  const { state, clock } = context
  if (overLimit(state, clock.now())) return fault('GLOBAL_MAX_CONCURRENT_REQ_TIME')

  const country = text(operation, 'countryCode').toUpperCase()
  const number = text(operation, 'vatNumber').replace(/[\s-]/g, '').toUpperCase()
  if (!isInput(country, number)) return fault('INVALID_INPUT')
  const magic = Object.hasOwn(testNumbers, number) ? testNumbers[number] : undefined
  if (magic !== undefined && magic !== 'valid' && magic !== 'invalid') return fault(magic)
  const declared = takeFault(state, country)
  if (declared) return fault(declared)

  const requesterCountry = text(operation, 'requesterCountryCode').toUpperCase()
  const requesterNumber = text(operation, 'requesterVatNumber').replace(/[\s-]/g, '').toUpperCase()
  const hasRequester = requesterCountry !== '' || requesterNumber !== ''
  if (hasRequester && !isInput(requesterCountry, requesterNumber))
    return fault('INVALID_REQUESTER_INFO')

  const verdict = verdictOf(state, country, number)
  const valid = verdict?.valid ?? (magic ? magic === 'valid' : hasStructure(country, number))
  const common = {
    countryCode: country,
    vatNumber: number,
    requestDate: brusselsDate(clock.now()),
    valid,
  }
  if (known === 'checkVat')
    return reply(version, 'checkVatResponse', { ...common, name: '---', address: '---' })
  return reply(version, 'checkVatApproxResponse', {
    ...common,
    traderName: '---',
    traderAddress: '---',
    requestIdentifier: hasRequester ? (verdict?.consultation ?? nextConsultation(state)) : '',
  })
}

function reply(
  version: SoapMessage['version'],
  element: string,
  fields: Readonly<Record<string, string | boolean>>,
): Response {
  return soapResponse(version, `<${element} xmlns="${namespace}">${xmlFields(fields)}</${element}>`)
}

const text = (element: XmlElement, name: string) => child(element, name)?.text ?? ''

/** An xsd:date with the offset of Brussels, as the service writes it: `2026-11-20+01:00`. */
function brusselsDate(now: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Brussels',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZoneName: 'longOffset',
  }).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}${part('timeZoneName').replace('GMT', '') || 'Z'}`
}
