import type { Phrases } from './language.ts';

/**
 * Texts, letters, dates and amounts in Arabic. A text begins with an Arabic word, for a phone takes the direction of a text from its
 * first letter, and the council's name is in Latin ones.
 */
export const ar: Phrases = {
  'We have changed how we work on this. Call us if you want to know more.':
    'لقد غيّرنا طريقة عملنا على هذا الطلب. اتصل بنا إذا أردت معرفة المزيد.',
  'It was not paid for by {date}. No money was taken. You can ask for it again at any time.':
    'لم يُدفع ثمنه حتى {date}. لم يؤخذ أي مال. يمكنك طلبه مرة أخرى في أي وقت.',
  am: ' ص',
  pm: ' م',
  '{date} at {time}': '{date} الساعة {time}',
  '{count} things': '{count} أشياء',
  'your last 2 payslips and a letter from your school': 'آخر قسيمتي راتب ورسالة من مدرستك',
  ' How did we do? Reply 5 excellent to 1 very poor, or {rateLink}': ' ما رأيك؟ أجب من 5 ممتاز إلى 1 سيئ جدا، أو {rateLink}',
  ' Rate us: reply 5 excellent to 1 very poor, or {rateLink}': ' قيّمنا: أجب من 5 ممتاز إلى 1 سيئ جدا، أو {rateLink}',
  '{council}: your code is ': 'من {council}: رمزك هو ',
  '. It works for 10 minutes. Do not share it: we will never ask you for it.': '. صالح 10 دقائق. لا تعطه لأحد: لن نطلبه منك أبدا.',
  '{council}: for {reference} please resend {instruction} by {date}. Why: {link}':
    'من {council}: للطلب {reference} أرسل من جديد بحلول {date}: {instruction}. السبب: {link}',
  '{council}: for {reference} you have until {date} to send what we need. What: {link}':
    'من {council}: للطلب {reference} أمامك حتى {date} لإرسال ما نحتاجه: {link}',
  '{council}: for {reference} we still need {instruction} by {date}. How: {link}':
    'من {council}: للطلب {reference} ما زلنا نحتاج بحلول {date}: {instruction}. الطريقة: {link}',
  '{council}: for {reference} we still need things from you by {date}. What: {link}':
    'من {council}: للطلب {reference} ما زلنا نحتاج أشياء منك بحلول {date}: {link}',
  '{council}: someone has let you see how their request to us is going. Ask them for its reference, then open {link}':
    'من {council}: سمح لك شخص بأن ترى كيف يسير طلبه. اطلب منه الرقم المرجعي، ثم افتح {link}',
  '{council}: we have what you asked us for someone else. To see how it is going, have the reference at hand and open {link}':
    'من {council}: وصلنا ما طلبته لشخص آخر. لمعرفة حاله جهز الرقم المرجعي وافتح {link}',
  '{council}: you asked to hear about this: {service}. It is done now. You will get no more texts about it.':
    'من {council}: طلبت أن نخبرك عن هذا: {service}. لقد تم الآن. لن تصلك رسائل أخرى عنه.',
  '{council}: you asked to hear about this: {service}. We closed it without the work. To ask why, call {phone}':
    'من {council}: طلبت أن نخبرك عن هذا: {service}. أغلقناه دون القيام بالعمل. لمعرفة السبب اتصل على {phone}',
  '{council}: sorry, we could not read that. To rate us, text only a number, 5 excellent to 1 very poor. Text HELP for more. Or call {phone}':
    'من {council}: عذرا، لم نفهم ذلك. لتقييمنا أرسل رقما فقط، من 5 ممتاز إلى 1 سيئ جدا. للمزيد أرسل HELP أو اتصل على {phone}',
  '{council}: text STATUS and your reference to hear how it is going, a number to rate us (5 excellent to 1 very poor), or STOP. Or call {phone}':
    'من {council}: أرسل STATUS ورقمك المرجعي لمعرفة حال طلبك، أو رقما لتقييمنا (من 5 ممتاز إلى 1 سيئ جدا)، أو STOP. أو اتصل على {phone}',
  '{council}: we can say nothing on that reference to this number. Text STATUS and your reference, or call {phone}':
    'من {council}: لا يمكننا قول شيء عن ذلك الرقم المرجعي لهذا الهاتف. أرسل STATUS ورقمك المرجعي، أو اتصل على {phone}',
  '{council}: an officer is looking after the {service} {reference}. You need not do anything. To talk to us, call {phone}':
    'من {council}: يتولى أحد موظفينا {service} {reference}. لا يلزمك فعل شيء. للتحدث إلينا اتصل على {phone}',
  '{council}: {service} {reference}, since {date}: ': 'من {council}: {service} {reference}، منذ {date}: ',
  'The date we gave you is {date}.': 'الموعد الذي أعطيناك إياه هو {date}.',
  once: 'مرة واحدة',
  'a week': 'في الأسبوع',
  'every 2 weeks': 'كل أسبوعين',
  'every 4 weeks': 'كل 4 أسابيع',
  'a month': 'في الشهر',
  'Please send us this by {date}. You can also bring it to us:': 'الرجاء إرسال هذا إلينا بحلول {date}. يمكنك أيضًا إحضاره إلينا:',
  'Please do this by {date}.': 'الرجاء القيام بهذا بحلول {date}.',
  'Why: {reason}': 'السبب: {reason}',
  'You can ask us to look at this decision again until {date}. Write to us, or call us.':
    'يمكنك أن تطلب منا النظر في هذا القرار مرة أخرى حتى {date}. اكتب إلينا، أو اتصل بنا.',
  'You will hear from us by {date}.': 'ستسمع منا بحلول {date}.',
  'Are you asking for yourself?': 'هل تطلب لنفسك؟',
  'Asking for yourself': 'يطلب لنفسه',
  'Select yes if you are asking for yourself': 'اختر نعم إذا كنت تطلب لنفسك',
};
