import {
  count,
  email,
  fullName,
  kept,
  number,
  phone,
  remark,
  street,
  time,
  type BenchTable,
  type Value,
} from './masking-tables.ts'

const document: Value = (r) =>
  JSON.stringify({
    customer: { email: email(r), name: fullName(r), vip: r.below(2) === 0 },
    items: [1, 2, 3].map(() => ({ sku: `RG-${number(r, 6)}`, qty: r.below(9), price: 12.5 })),
    delivery: { street: street(r), phone: phone(r), method: 'courier', at: time(r) },
  })

/** Orders with a JSON document of some 350 bytes, of which 4 paths are masked. */
export const documentTable: BenchTable = {
  name: 'order_documents',
  share: 1,
  columns: [
    ...kept(3, count, time),
    { name: 'email', mask: 'email', value: email },
    {
      name: 'document',
      json: '{$.customer.email: email, $.customer.name: fullName, $.delivery.street: street, $.delivery.phone: phone}',
      value: document,
    },
    { name: 'remark', value: remark },
  ],
}

/** Columns as usual beside one of each kind that the kernel in JavaScript masks. */
export const mixedTable: BenchTable = {
  name: 'order_history',
  share: 1,
  columns: [
    ...kept(8, count, remark, time),
    { name: 'email', mask: 'email', value: email },
    { name: 'name', mask: 'fullName', value: fullName },
    { name: 'street', mask: 'street', value: street },
    { name: 'reference', mask: 'bijection', value: (r) => `ORD-${number(r, 7)}` },
    { name: 'placed', mask: 'dateShift, days: 30', value: (r) => time(r)?.slice(0, 10) ?? null },
    { name: 'note', mask: 'freeText', value: (r) => `Proszę dzwonić ${phone(r)} lub ${email(r)}` },
  ],
}
