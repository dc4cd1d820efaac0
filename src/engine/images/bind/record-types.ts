/** The types of records that bind's tools know by name here. */
export const TYPES: readonly string[] = [
  'A',
  'AAAA',
  'ANY',
  'CAA',
  'CNAME',
  'HINFO',
  'HTTPS',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SOA',
  'SRV',
  'SVCB',
  'TXT',
  'AXFR',
]
