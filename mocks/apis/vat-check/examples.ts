import type { MockExample } from '../../api.ts'

const path = '/taxation_customs/vies/services/checkVatService'

const message = (operation: string, fields: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><t:${operation} xmlns:t="urn:ec.europa.eu:taxud:vies:services:checkVat:types">${fields}</t:${operation}></s:Body></s:Envelope>`

const check = (country: string, number: string) =>
  message(
    'checkVat',
    `<t:countryCode>${country}</t:countryCode><t:vatNumber>${number}</t:vatNumber>`,
  )

const post = (title: string, body: string, status = 200): MockExample => ({
  title,
  method: 'POST',
  path,
  headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
  body,
  status,
})

export const examples: readonly MockExample[] = [
  { title: 'The WSDL', method: 'GET', path: `${path}?wsdl`, status: 200 },
  {
    title: 'The WSDL at its published address',
    method: 'GET',
    path: '/taxation_customs/vies/checkVatService.wsdl',
    status: 200,
  },
  post('A number of the right structure is valid', check('DE', '999999999')),
  post(
    'With the requester’s own number the answer has a consultation number',
    message(
      'checkVatApprox',
      '<t:countryCode>DE</t:countryCode><t:vatNumber>999999999</t:vatNumber><t:requesterCountryCode>PL</t:requesterCountryCode><t:requesterVatNumber>1111111111</t:requesterVatNumber>',
    ),
  ),
  post('Test number 100 is valid', check('FR', '100')),
  post('Test number 200 is not', check('FR', '200')),
  post('Test number 301 is a Fault', check('FR', '301'), 500),
  post('A country outside of the Union is a Fault', check('US', '123456789'), 500),
]
