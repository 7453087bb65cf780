import { describe, expect, it } from 'vitest'
import { readSoap, soapFault, soapOperation, soapResponse, xmlFields } from './envelope.ts'
import { child } from './xml.ts'

const eleven = 'http://schemas.xmlsoap.org/soap/envelope/'
const twelve = 'http://www.w3.org/2003/05/soap-envelope'

describe('reading SOAP', () => {
  it.each([
    `<soap:Envelope xmlns:soap="${eleven}"><soap:Header/><soap:Body><t:op xmlns:t="urn:t"><t:a> x &amp; y </t:a></t:op></soap:Body></soap:Envelope>`,
    `<?xml version="1.0"?><Envelope xmlns="${eleven}"><Body><op xmlns="urn:t"><a>x &#38; y</a></op></Body></Envelope>`,
    `<E:Envelope xmlns:E="${eleven}" xmlns:q="urn:t"><E:Body>\n<!-- hi --><q:op><q:a><![CDATA[x & y]]></q:a></q:op></E:Body></E:Envelope>`,
  ])('finds the operation by namespace and local name, whatever the prefixes: %#', (text) => {
    const message = readSoap(text)
    expect(message?.version).toBe('1.1')
    expect(message?.operation).toMatchObject({ namespace: 'urn:t', name: 'op' })
    expect(child(message?.operation, 'a')?.text).toBe('x & y')
  })

  it.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['another root', '<a/>'],
    ['an unknown envelope', '<Envelope xmlns="urn:x"><Body><op/></Body></Envelope>'],
    ['an empty body', `<Envelope xmlns="${eleven}"><Body/></Envelope>`],
    ['broken XML', `<Envelope xmlns="${eleven}"><Body><op></Body></Envelope>`],
    ['JSON', '{"a":1}'],
  ])('takes no %s', (_, text) => expect(readSoap(text)).toBeUndefined())

  it('takes no document type: no entity bomb, no external entity', () => {
    const bomb = `<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><Envelope xmlns="${eleven}"><Body><op>&b;</op></Body></Envelope>`
    expect(readSoap(bomb)).toBeUndefined()
  })

  it('takes no nesting beyond reason, and is done with it quickly', () => {
    const deep = '<a>'.repeat(50_000) + '</a>'.repeat(50_000)
    const text = `<Envelope xmlns="${eleven}"><Body><op>${deep}</op></Body></Envelope>`
    expect(readSoap(text)).toBeUndefined()
  })
})

describe('writing SOAP', () => {
  it('is read back, with text escaped', async () => {
    const content = `<r xmlns="urn:t">${xmlFields({ a: '<&>"\'', b: true, c: undefined })}</r>`
    const response = soapResponse('1.2', content)
    expect(response.headers.get('content-type')).toContain('application/soap+xml')
    const message = readSoap(await response.text())
    expect(message?.version).toBe('1.2')
    expect(child(message?.operation, 'a')?.text).toBe('<&>"\'')
    expect(child(message?.operation, 'c')).toBeUndefined()
  })

  it('makes Faults of both versions', async () => {
    const old = soapFault('1.1', 'server', 'TIMEOUT')
    expect(old.status).toBe(500)
    const fault = readSoap(await old.text())?.operation
    expect(fault).toMatchObject({ namespace: eleven, name: 'Fault' })
    expect(child(fault, 'faultstring')?.text).toBe('TIMEOUT')
    const fresh = soapFault('1.2', 'client', 'bad')
    expect(fresh.status).toBe(400)
    expect(soapOperation(Buffer.from(await fresh.text()))).toBe('Fault')
    expect(readSoap(await soapFault('1.2', 'server', 'x').text())?.operation.namespace).toBe(twelve)
  })
})
