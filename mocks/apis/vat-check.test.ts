import { getResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { systemClock, type Clock } from '../../core/clock.ts'
import { mockContext, type MockContext } from '../api.ts'
import { readSoap } from '../soap/envelope.ts'
import { child } from '../soap/xml.ts'
import type { VatState } from './vat-check/state.ts'
import { testNumbers } from './vat-check/numbers.ts'
import vatCheck from './vat-check.ts'

let now: number
let context: MockContext<VatState>
beforeEach(() => {
  now = Date.UTC(2026, 6, 1, 22, 30)
  const clock: Clock = { ...systemClock, now: () => now }
  context = mockContext(vatCheck, { clock })
})

async function check(country: string, number: string, requester = ''): Promise<string> {
  const operation = requester === '' ? 'checkVat' : 'checkVatApprox'
  const fields = `<countryCode>${country}</countryCode><vatNumber>${number}</vatNumber>${requester}`
  const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><${operation} xmlns="urn:ec.europa.eu:taxud:vies:services:checkVat:types">${fields}</${operation}></e:Body></e:Envelope>`
  const url = `${vatCheck.origin}/taxation_customs/vies/services/checkVatService`
  const request = new Request(url, { method: 'POST', body })
  const response = await getResponse([...vatCheck.handlers(context)], request)
  const answer = readSoap(await response!.text())?.operation
  const text = (name: string) => child(answer, name)?.text
  return (
    text('faultstring') ??
    [text('valid'), text('requestIdentifier'), text('requestDate')].filter(Boolean).join(' ')
  )
}

const turn = (name: string, argument: string) =>
  vatCheck.switches[name]!.apply(context.state, argument)
const requester =
  '<requesterCountryCode>PL</requesterCountryCode><requesterVatNumber>1111111111</requesterVatNumber>'
const date = '2026-07-02+02:00'

describe('the VAT check', () => {
  it('judges by the structure of the country’s numbers; the date is Brussels’s', async () => {
    expect(await check('DE', '999 999-999')).toBe(`true ${date}`)
    expect(await check('de', '99999999')).toBe(`false ${date}`)
    expect(await check('EL', '999999999')).toBe(`true ${date}`)
  })

  it.each(Object.entries(testNumbers))('answers test number %s with %s', async (number, answer) => {
    const words = { valid: `true ${date}`, invalid: `false ${date}` }
    expect(await check('FR', number)).toBe(words[answer as 'valid'] ?? answer)
  })

  it.each([
    ['US', '123456789'],
    ['GR', '999999999'],
    ['', '999999999'],
    ['DE', ''],
    ['DE', '9'],
    ['DE', '12345678901234567890'],
    ['DE', '99;DROP'],
  ])('calls %s %s an invalid input', async (country, number) => {
    expect(await check(country, number)).toBe('INVALID_INPUT')
  })

  it('gives a consultation number to whoever names itself, a new one each time', async () => {
    expect(await check('DE', '999999999', requester)).toBe(`true WAPITEST00000001 ${date}`)
    expect(await check('DE', '999999999', requester)).toBe(`true WAPITEST00000002 ${date}`)
    expect(await check('DE', '999999999', '<traderName>x</traderName>')).toBe(`true ${date}`)
    expect(await check('DE', '999999999', requester.replace('PL', 'ZZ'))).toBe(
      'INVALID_REQUESTER_INFO',
    )
  })

  it('fails for a country while it is unavailable, as often and as told', async () => {
    turn('unavailable', 'DE x2')
    turn('unavailable', 'FR TIMEOUT')
    const answers = []
    for (let i = 0; i < 3; i++) answers.push(await check('DE', '999999999'))
    expect(answers).toEqual(['MS_UNAVAILABLE', 'MS_UNAVAILABLE', `true ${date}`])
    expect(await check('FR', '00999999999')).toBe('TIMEOUT')
    turn('unavailable', 'FR off')
    expect(await check('FR', '00999999999')).toBe(`true ${date}`)
    turn('unavailable', 'all')
    expect(await check('PL', '1111111111')).toBe('MS_UNAVAILABLE')
  })

  it('says of a number and of a country what a scenario says last; `valid` ends an outage', async () => {
    turn('unavailable', 'DE')
    turn('valid', 'DE WAPIEXAMPLE00001')
    expect(await check('DE', '1', requester)).toBe('INVALID_INPUT')
    expect(await check('DE', '123', requester)).toBe(`true WAPIEXAMPLE00001 ${date}`)
    turn('valid', 'DE999999999')
    turn('invalid', 'DE999999999')
    expect(await check('DE', '999999999')).toBe(`false ${date}`)
    expect(await check('DE', '999999998')).toBe(`true ${date}`)
  })

  it('limits requests in a time of its clock', async () => {
    turn('limit', '2 in 1min')
    const answers = []
    for (let i = 0; i < 3; i++) answers.push(await check('DE', '999999999'))
    expect(answers[2]).toBe('GLOBAL_MAX_CONCURRENT_REQ_TIME')
    now += 60_001
    expect(await check('DE', '999999999')).toBe(`true ${date}`)
  })

  it.each([
    ['unavailable', 'US'],
    ['unavailable', 'DE NONSENSE'],
    ['valid', '999999999'],
    ['limit', '5'],
  ])('refuses the switch %s with %s', (name, argument) => {
    expect(() => turn(name, argument)).toThrow(/is not a/)
  })

  it('knows no other operation', async () => {
    const url = `${vatCheck.origin}/taxation_customs/vies/services/checkVatService`
    const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><checkVat xmlns="urn:other"/></e:Body></e:Envelope>`
    const response = await getResponse(
      [...vatCheck.handlers(context)],
      new Request(url, { method: 'POST', body }),
    )
    expect(response?.status).toBe(500)
    expect(await response?.text()).toContain('Cannot find dispatch method')
  })
})
