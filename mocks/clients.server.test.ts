import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../core/clock.ts'
import { mockContext } from './api.ts'
import carrier from './apis/carrier.ts'
import vatCheck from './apis/vat-check.ts'
import type { RunningMocks } from './running.ts'
import { startMocks } from './server.ts'

/** Clients that we did not write, unchanged, in processes of their own. */

const run = promisify(execFile)
const slot = 'clients'
let mocks: RunningMocks
beforeAll(async () => {
  mocks = await startMocks({
    apis: [carrier, vatCheck],
    slots: [slot],
    clock: systemClock,
    sink: { observe() {} },
  })
})
afterAll(() => mocks[Symbol.asyncDispose]())

/** Prints the answer to one call as JSON; arguments: address of the WSDL, operation, message as JSON. */
const soapClient = `
  import { createClientAsync } from 'soap'
  const [wsdl, operation, message] = process.argv.slice(1)
  const client = await createClientAsync(wsdl)
  try {
    const [answer] = await client[operation + 'Async'](JSON.parse(message))
    console.log(JSON.stringify(answer))
  } catch (failure) {
    if (!failure.root) throw failure
    console.log(JSON.stringify({ fault: failure.root.Envelope.Body.Fault.faultstring }))
  }`

describe('the npm package soap with the WSDL that is served', () => {
  const wsdl = () => `${mocks.url(slot, 'vat-check')}/taxation_customs/vies/checkVatService.wsdl`
  const call = async (operation: string, message: object): Promise<Record<string, unknown>> => {
    const args = ['--input-type=module', '-e', soapClient, wsdl(), operation]
    const { stdout } = await run(process.execPath, [...args, JSON.stringify(message)], {
      cwd: import.meta.dirname,
    })
    return JSON.parse(stdout) as Record<string, unknown>
  }

  it('checks a number', async () => {
    const answer = await call('checkVat', { countryCode: 'DE', vatNumber: '999999999' })
    expect(answer).toMatchObject({ countryCode: 'DE', valid: true, name: '---' })
  })

  it('gets a consultation number with its own number given', async () => {
    const answer = await call('checkVatApprox', {
      countryCode: 'FR',
      vatNumber: '100',
      requesterCountryCode: 'PL',
      requesterVatNumber: '1111111111',
    })
    expect(answer).toMatchObject({ valid: true, requestIdentifier: 'WAPITEST00000001' })
    expect((await mocks.control.requests(slot)).at(-1)?.key).toBe('checkVatApprox')
  })

  it('understands a Fault', async () => {
    await mocks.control.turn(slot, 'vat-check', 'unavailable', 'DE x1')
    const answer = await call('checkVat', { countryCode: 'DE', vatNumber: '999999999' })
    expect(answer).toEqual({ fault: 'MS_UNAVAILABLE' })
  })
})

const curl = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((one) => existsSync(join(one, 'curl')))

describe.skipIf(!curl)('curl', () => {
  const base = () => `${mocks.url(slot, 'carrier')}/v1`
  const ask = async (...args: string[]): Promise<string> =>
    (
      await run('curl', ['-sS', '--noproxy', '*', '-H', 'Authorization: Bearer curl', ...args], {
        encoding: 'latin1',
      })
    ).stdout

  it('creates a shipment, reads its number and fetches the label', async () => {
    const body = JSON.stringify({
      receiver: { phone: '500000001', email: 'a@example.com' },
      parcels: [{ template: 'small' }],
      custom_attributes: { target_point: 'WAW123A' },
    })
    const created = JSON.parse(
      await ask('-X', 'POST', '-d', body, `${base()}/organizations/7/shipments`),
    ) as { id: number; tracking_number: string | null }
    expect(created.tracking_number).toBeNull()
    const shown = JSON.parse(await ask(`${base()}/shipments/${created.id}`)) as object
    expect(shown).toMatchObject({ status: 'confirmed', tracking_number: expect.any(String) })
    expect(await ask(`${base()}/shipments/${created.id}/label`)).toMatch(/^%PDF-1\.4/)
  })

  it('posts an envelope', async () => {
    const example = vatCheck.examples!.find(({ body }) => body?.includes('checkVat'))!
    const answer = await ask('-d', example.body!, mocks.url(slot, 'vat-check') + example.path)
    expect(answer).toContain('<valid>true</valid>')
  })

  it('sees a reset connection as one', async () => {
    await mocks.control.turn(slot, 'carrier', 'fault', 'reset x1')
    await expect(ask(`${base()}/shipments/1`)).rejects.toThrow(/curl: \((?:52|56)\)/)
  })
})

describe('plain MSW inside a process', () => {
  it('runs the same handlers at the vendor’s own address', async () => {
    const server = setupServer(...carrier.handlers(mockContext(carrier, { clock: systemClock })))
    server.listen({ onUnhandledFrame: 'error' })
    try {
      for (const { method, path, headers, body, status } of carrier.examples!) {
        const response = await fetch(carrier.origin + path, {
          method,
          headers: headers ?? {},
          ...(body === undefined ? {} : { body }),
        })
        expect(response.status).toBe(status)
      }
    } finally {
      server.close()
    }
  })
})
