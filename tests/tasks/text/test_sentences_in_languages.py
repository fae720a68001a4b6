"""News prose in each supported language, cut by people: "|" is where a sentence ends.

Every passage holds something that misleads a splitter of that language:
abbreviations, ordinals, initials, quotations of several sentences, dialogue.
"""

import pytest

from tasks.text.sentences import find_sentences

PASSAGES = {
    "en": [
        'Dr. Ana Ruiz, of St. Mary\'s Hospital, declined to comment. | "We saw it coming," she said. | "Nobody listened."',
        "The U.S. Senate voted 51-49 on Tuesday. | Sen. J. P. Okafor (D-Ga.) abstained. | The bill goes to No. 10 next.",
        "Shares of Harrow Inc. fell 3.2 percent. | They had risen in the U.S. | In Europe, trading was calm.",
        'He asked, "Who pays for this?" | Nobody answered. | "Will it last?" Ms. Lund asked. | "I doubt it!" he replied.',
        "Polls close at 8 p.m. Eastern time. | Results are due by 11 p.m. | Turnout reached 61.5% in Washington, D.C. last time.",
        "The minister said: “We have lost nothing. | We will lose nothing. | As for gains, I can name three.”",
        "The bridge (built in 1931) was closed. | (Its twin had been closed in May.) | Repairs cost $4.5m.",
        "She never said that ... or so she claims. | Wait... | What did eBay say? | iPhone sales, meanwhile, doubled.",
        "Prices rose, e.g. for bread, milk, etc. | Wages did not. | See p. 12 and Fig. 3 for details.",
        "It cost him his job. | — and his home, too.".replace(" | —", " —"),
        "The plan was dropped.[12] | A new one, dated Jan. 5, is on www.example.org. | It is longer.",
        "John F. Kerr met George W. Hale in Mt. Vernon. | They agreed on plan B. | The rest is history.",
    ],
    "de": [
        "Am 3. Oktober sprach Dr. Meier in St. Gallen. | Er nannte u. a. die Preise, z. B. für Brot.",
        "„Wir haben nichts verloren. | Wir werden nichts verlieren“, sagte die Ministerin. | Danach ging sie.",
        "„Kommt er?“, fragte Frau Prof. Kern. | „Nein!“, rief jemand. | Der 1. FC Neustadt verlor 0:2.",
        "Im 19. Jahrhundert lebten hier ca. 300 Menschen. | Heute sind es 2,5 Mio. Einwohner bzw. 1,1 Mio. Haushalte.",
        "Papst Pius XII. war gewählt worden. | Das Konzil folgte 1962. | Die 2. Auflage erschien am 24.12. in Wien.",
        "Das Treffen ist am Mo., 5. Mai, um 15.30 Uhr. | »Wir warten ab«, hieß es. | »Mehr nicht.« | Ob das reicht?",
        "Die Firma Huber & Co. KG zahlte 5.000 Euro. | Der Rest, d. h. die Zinsen usw., blieb offen. | Bis 2030. | Dann ist Schluss.",
    ],
    "es": [
        "El Sr. Gómez llegó a EE. UU. el martes. | La Dra. Ruiz, no. | ¿Por qué? | ¡Nadie lo sabe!",
        "«No hemos perdido nada. | No perderemos nada», dijo la ministra. | Luego se marchó.",
        "Según el art. 5, págs. 12 y ss., el plazo vence a las 5 p. m. del lunes. | Nadie recurrió.",
        "La empresa Datos S.A. perdió 1.500 millones. | Hubo multas, despidos, etc. | El juez dijo: «Basta».",
        "—¿Vendrá? —preguntó Ana. | —No lo creo. | J. L. Marín calló.".replace("? | —p", "? —p"),
        "Nació el 3 de mayo de 1931 en la Av. Bolívar núm. 7. | Murió en Washington, D.C. | Tenía 80 años.",
    ],
    "fr": [
        "M. Dupont et Mme Leroy sont arrivés à 9 h. | Le Dr Petit, lui, n'est pas venu.",
        "« Nous n'avons rien perdu. | Nous ne perdrons rien », a dit la ministre. | Puis elle est partie.",
        "« Qui va payer ? » | Personne n'a répondu. | « Vous ? » a demandé M. Roux.",
        "Le chiffre (env. 3,5 millions) figure p. 12, art. 4. | On y trouve du pain, du lait, etc. | J.-P. Morel confirme.",
        "Le pont a été fermé en 2019. | L'an dernier, il a rouvert. | C'est le n° 7, av. de la République. | Selon R. Blanc, tout va bien.",
        "Est-ce vrai ? | Oui ! | César est mort en 44 av. J.-C. à Rome.",
    ],
    "pt": [
        "O Sr. Silva chegou aos E.U.A. na terça-feira. | A Dra. Rocha não veio. | Porquê?",
        "“Não perdemos nada. | Não vamos perder nada”, disse a ministra. | Depois saiu.",
        "Segundo o art. 5.º, págs. 12 e 13, o prazo termina às 17h30. | Ninguém recorreu, p. ex. por falta de meios.",
        "A Dados S.A. perdeu 1,5 milhões. | Houve multas, greves, etc. | O juiz disse: «Basta.» | E saiu.",
        "— Ele vem? — perguntou a Ana. | Ninguém sabia. | J. R. Prado calou-se.",
    ],
    "nl": [
        "Dhr. Jansen en mevr. De Wit kwamen om 9.30 uur aan. | Prof. dr. Bakker kwam niet, o.a. door ziekte.",
        "“We hebben niets verloren. | We zullen niets verliezen”, zei de minister. | Daarna vertrok ze.",
        "'s Avonds was het stil. | 's Morgens niet. | Zie blz. 12, art. 4 en nr. 7. | ‘Wie betaalt dit?’ vroeg hij.",
        "De omzet steeg met 2,5 mln. euro, d.w.z. 3 procent. | Brood, melk enz. werden duurder. | Hij heet J.P. van Dam.",
        "Is dat waar? | Ja! | Volgens A. de Boer ligt het bedrijf Data N.V. in Utrecht. | Het telt bijv. 300 mensen.",
    ],
    "pl": [
        "Prof. Jan Kowalski, ur. w 1950 r. w Łodzi, nie odpowiedział. | Dr Maria Nowak, m.in. autorka książek, też nie.",
        "„Nic nie straciliśmy. | Niczego nie stracimy” – powiedziała minister. | Potem wyszła.",
        "Spotkanie odbędzie się 3 maja o godz. 15.30 przy ul. Długiej 5. | Kosztuje ok. 2 tys. zł. | To dużo.",
        "– Kto za to zapłaci? – zapytał A. Wójcik. | Nikt nie wiedział. | Zdrożały chleb, mleko itd. | Płace nie.",
        "Zob. str. 12, art. 4 ust. 2. | Czy to prawda? | Tak! | W XIX w. mieszkało tu 300 osób.",
    ],
    "ru": [
        "В 2016 г. население г. Тверь составило 1,5 млн. человек. | По словам А. С. Петрова, рост продолжится.",
        "«Мы ничего не потеряли. | И не потеряем», — сказала министр. | Затем она ушла.",
        "«Кто заплатит?» — спросил И. О. Сидоров. | Никто не ответил. | Подорожали хлеб, молоко и т. д. | Зарплаты — нет.",
        "Дом стоит на ул. Ленина, д. 5, кв. 12. | Он построен в XIX в. и стоит 300 тыс. руб. в месяц, т. е. дорого.",
        "Это правда? | Да! | См. стр. 12 и рис. 3. | Им. Горького театр, напр., закрыт.",
    ],
    "uk": [
        "У 2016 р. населення м. Суми становило 1,5 млн. осіб. | За словами О. С. Петренка, зростання триватиме.",
        "«Ми нічого не втратили. | І не втратимо», — сказала міністерка. | Потім вона пішла.",
        "«Хто заплатить?» — запитав І. О. Сидоренко. | Ніхто не відповів. | Подорожчали хліб, молоко і т. д. | Зарплати — ні.",
        "Будинок стоїть на вул. Лесі Українки, буд. 5, кв. 12. | Він коштує 300 тис. грн. на рік, тобто дорого.",
        "Це правда? | Так! | Див. стор. 12 та рис. 3. | Театр ім. Франка, напр., зачинено.",
    ],
    "tr": [
        "Prof. Dr. Ayşe Yılmaz 3. Kolordu komutanıyla görüştü. | Görüşme saat 15.30'da bitti.",
        "“Hiçbir şey kaybetmedik. | Kaybetmeyeceğiz” dedi bakan. | Sonra ayrıldı.",
        "“Bunu kim ödeyecek?” diye sordu A. Demir. | Kimse yanıt vermedi. | Ekmek, süt vb. pahalandı. | Ücretler artmadı.",
        "19. yüzyılda burada 300 kişi yaşıyordu. | Veri A.Ş. Ankara'da kuruldu. | Bu doğru mu? | Evet!",
        "II. Abdülhamid döneminde M.Ö. 500'den kalma eserler bulundu. | Bunlar müzede.",
    ],
    "ar": [
        "وصل د. أحمد علي إلى القاهرة يوم الثلاثاء. | لم تحضر الوزيرة. | لماذا؟ | لا أحد يعرف!",
        "قالت الوزيرة: «لم نخسر شيئا. | ولن نخسر شيئا». | ثم غادرت القاعة.",
        "ارتفعت الأسعار بنسبة 3.5 في المئة (انظر ص. 12). | أما الأجور فلم ترتفع.",
        "تأسست ج.م.ع. في عام 1971. | هل هذا صحيح؟ | نعم.",
    ],
    "hi": [
        "डॉ. शर्मा मंगलवार को दिल्ली पहुँचे। | मंत्री नहीं आईं। | क्यों? | किसी को नहीं पता!",
        "मंत्री ने कहा, “हमने कुछ नहीं खोया। | हम कुछ नहीं खोएँगे।” | फिर वे चली गईं।",
        "के. एल. राव ने 3.5 प्रतिशत की बात कही। | श्री. वर्मा सहमत थे। | वेतन नहीं बढ़े।",
    ],
    "hr": [
        "Dana 3. listopada 2016. godine dr. Ana Horvat stigla je u Zagreb. | Prof. Ivan Kos nije došao.",
        "„Ništa nismo izgubili. | Nećemo ništa izgubiti”, rekla je ministrica. | Zatim je otišla.",
        "„Tko će to platiti?” upitao je I. Marić. | Nitko nije odgovorio. | Poskupjeli su kruh, mlijeko itd. | Plaće nisu.",
        "U 19. stoljeću ovdje je živjelo oko 300 ljudi, tj. malo. | Tvrtka Podaci d.o.o. osnovana je 1998. u Splitu.",
        "Papa Ivan Pavao II. posjetio je grad 1994. godine. | Je li to istina? | Da! | Vidi str. 12 i čl. 4. zakona.",
    ],
}  # fmt: skip

CHINESE = [
    "我们什么也没有失去。|我们也不会失去什么。|你相信吗？|没有人回答！",
    "部长说：“我们什么也没有失去。|我们也不会失去什么。”|然后她离开了。",
    "「誰來付錢？」他問。|沒有人回答。|物價上漲了3.5%。|工資沒有。",
    "他看了《救命！医生》这本书。|书很好看。",
]


@pytest.mark.parametrize(
    ("language", "passage"), [(language, passage) for language, all_ in PASSAGES.items() for passage in all_]
)
def test_cuts_as_people_do(language: str, passage: str) -> None:
    expected = passage.split(" | ")
    text = " ".join(expected)
    assert [span.of(text) for span in find_sentences(text, language)] == expected


@pytest.mark.parametrize("passage", CHINESE)
def test_needs_no_spaces(passage: str) -> None:
    expected = passage.split("|")
    text = "".join(expected)
    assert [span.of(text) for span in find_sentences(text, "zh")] == expected
