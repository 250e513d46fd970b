import type { Phrases } from './language.ts';

/**
 * Texts, letters, dates and amounts in Welsh. Texts keep to words without a circumflex: one such letter is not in the alphabet of
 * texts, and more than doubles what a text costs.
 */
export const cy: Phrases = {
  'We have changed how we work on this. Call us if you want to know more.':
    'Rydym wedi newid sut rydym yn gweithio ar hyn. Ffoniwch ni os ydych am wybod mwy.',
  'It was not paid for by {date}. No money was taken. You can ask for it again at any time.':
    'Ni thalwyd amdano erbyn {date}. Ni chymerwyd arian. Gallwch ofyn amdano eto unrhyw bryd.',
  am: 'am',
  pm: 'pm',
  '{date} at {time}': '{date} am {time}',
  '{count} things': '{count} peth',
  'your last 2 payslips and a letter from your school': 'eich 2 slip cyflog diwethaf a llythyr gan eich ysgol',
  ' How did we do? Reply 5 excellent to 1 very poor, or {rateLink}':
    ' Sut wnaethon ni? Atebwch 5 ardderchog i 1 gwael iawn, neu {rateLink}',
  ' Rate us: reply 5 excellent to 1 very poor, or {rateLink}': ' Graddiwch ni: atebwch 5 ardderchog i 1 gwael iawn, neu {rateLink}',
  '{council}: your code is ': '{council}: eich cod yw ',
  '. It works for 10 minutes. Do not share it: we will never ask you for it.':
    ". Mae'n gweithio am 10 munud. Cadwch ef i chi eich hun: ni fyddwn byth yn gofyn amdano.",
  '{council}: for {reference} please resend {instruction} by {date}. Why: {link}':
    '{council}: ar gyfer {reference} anfonwch eto erbyn {date}: {instruction}. Pam: {link}',
  '{council}: for {reference} you have until {date} to send what we need. What: {link}':
    '{council}: ar gyfer {reference} mae gennych tan {date} i anfon yr hyn sydd ei angen. Beth: {link}',
  '{council}: for {reference} we still need {instruction} by {date}. How: {link}':
    '{council}: ar gyfer {reference} mae angen o hyd erbyn {date}: {instruction}. Sut: {link}',
  '{council}: for {reference} we still need things from you by {date}. What: {link}':
    '{council}: ar gyfer {reference} mae angen pethau gennych o hyd erbyn {date}. Beth: {link}',
  '{council}: someone has let you see how their request to us is going. Ask them for its reference, then open {link}':
    "{council}: mae rhywun yn gadael i chi weld sut mae eu cais i ni'n mynd. Gofynnwch iddynt am ei gyfeirnod, yna agorwch {link}",
  '{council}: we have what you asked us for someone else. To see how it is going, have the reference at hand and open {link}':
    "{council}: mae gennym eich cais ar ran rhywun arall. I weld sut mae'n mynd, cadwch y cyfeirnod wrth law ac agorwch {link}",
  '{council}: you asked to hear about this: {service}. It is done now. You will get no more texts about it.':
    "{council}: gofynnoch am gael clywed am hyn: {service}. Mae wedi'i wneud nawr. Ni fydd rhagor o negeseuon amdano.",
  '{council}: you asked to hear about this: {service}. We closed it without the work. To ask why, call {phone}':
    "{council}: gofynnoch am gael clywed am hyn: {service}. Fe'i caewyd heb wneud y gwaith. I holi pam, ffoniwch {phone}",
  '{council}: sorry, we could not read that. To rate us, text only a number, 5 excellent to 1 very poor. Text HELP for more. Or call {phone}':
    "{council}: sori, ni allem ddarllen hynny. I'n graddio, anfonwch rif yn unig, 5 ardderchog i 1 gwael iawn. HELP am fwy. Neu ffoniwch {phone}",
  '{council}: text STATUS and your reference to hear how it is going, a number to rate us (5 excellent to 1 very poor), or STOP. Or call {phone}':
    "{council}: anfonwch STATUS a'ch cyfeirnod i gael hanes eich cais, rhif i'n graddio (5 ardderchog i 1 gwael iawn), neu STOP. Neu ffoniwch {phone}",
  '{council}: we can say nothing on that reference to this number. Text STATUS and your reference, or call {phone}':
    "{council}: ni allwn ddweud dim am y cyfeirnod hwnnw wrth y rhif hwn. Anfonwch STATUS a'ch cyfeirnod, neu ffoniwch {phone}",
  '{council}: an officer is looking after the {service} {reference}. You need not do anything. To talk to us, call {phone}':
    '{council}: mae swyddog yn gofalu am y {service} {reference}. Nid oes angen i chi wneud dim. I siarad gyda ni, ffoniwch {phone}',
  '{council}: {service} {reference}, since {date}: ': '{council}: {service} {reference}, ers {date}: ',
  'The date we gave you is {date}.': 'Y dyddiad a roddwyd i chi yw {date}.',
  once: 'unwaith',
  'a week': 'yr wythnos',
  'every 2 weeks': 'bob 2 wythnos',
  'every 4 weeks': 'bob 4 wythnos',
  'a month': 'y mis',
  'Please send us this by {date}. You can also bring it to us:': 'Anfonwch hyn atom erbyn {date}. Gallwch hefyd ddod ag ef atom:',
  'Please do this by {date}.': 'Gwnewch hyn erbyn {date}.',
  'Why: {reason}': 'Pam: {reason}',
  'You can ask us to look at this decision again until {date}. Write to us, or call us.':
    'Gallwch ofyn i ni edrych ar y penderfyniad hwn eto tan {date}. Ysgrifennwch atom, neu ffoniwch ni.',
  'You will hear from us by {date}.': 'Byddwch yn clywed gennym erbyn {date}.',
  'Are you asking for yourself?': "Ydych chi'n gofyn i chi eich hun?",
  'Asking for yourself': "Yn gofyn i'w hun",
  'Select yes if you are asking for yourself': 'Dewiswch ie os ydych yn gofyn i chi eich hun',
};
