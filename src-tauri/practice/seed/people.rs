//! The made-up people's names, by where they come from. A name is followed by `=` and its form
//! in a login where that is not simply the name in small letters.

use std::sync::LazyLock;

/// A name and its form in a login.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub(super) written: &'static str,
    pub(super) login: Option<&'static str>,
}

impl Name {
    fn parse(text: &'static str) -> Self {
        match text.split_once('=') {
            Some((written, login)) => Self {
                written,
                login: Some(login),
            },
            None => Self {
                written: text,
                login: None,
            },
        }
    }

    /// The name as a login has it: small Latin letters.
    pub(super) fn for_login(&self) -> String {
        self.login
            .map_or_else(|| self.written.to_lowercase(), str::to_owned)
    }
}

/// Names that go together.
pub(super) struct Culture {
    pub(super) first: Vec<Name>,
    pub(super) last: Vec<Name>,
}

/// A person who is there whatever the dice say, because such names break programs.
pub(super) struct Peculiar {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) login: &'static str,
}

/// The names to throw dice over. A culture stands there as many times as it has weight.
pub(super) static CULTURES: LazyLock<Vec<Culture>> = LazyLock::new(|| {
    NAMES
        .iter()
        .map(|(first, last)| Culture {
            first: first.split(", ").map(Name::parse).collect(),
            last: last.split(", ").map(Name::parse).collect(),
        })
        .collect()
});

/// Which culture each of a hundred people comes from, as indexes into [`CULTURES`].
pub(super) const WEIGHTS: [usize; 17] = [24, 11, 8, 7, 7, 5, 5, 5, 4, 4, 4, 4, 4, 3, 2, 2, 1];

#[rustfmt::skip]
const NAMES: [(&str, &str); 17] = [
    // English
    (
        "James, Mary, Robert, Patricia, John, Jennifer, Michael, Linda, David, Elizabeth, William, Barbara, Richard, Susan, Joseph, Jessica, Thomas, Sarah, Christopher, Karen, Daniel, Nancy, Matthew, Lisa, Anthony, Emily, Mark, Ashley, Steven, Kimberly, Andrew, Donna, Joshua, Michelle, Kevin, Carol, Brian, Amanda, George, Melissa, Alfie, Chloé=chloe, Zoë=zoe, Renée=renee, Callum, Freya, Mary-Kate=marykate, Jo",
        "Smith, Johnson, Williams, Brown, Jones, Davis, Miller, Wilson, Moore, Taylor, Anderson, Jackson, White, Harris, Martin, Thompson, Robinson, Clark, Lewis, Walker, Hall, Allen, Young, King, Wright, Scott, Green, Baker, Adams, Nelson, Carter, Mitchell, Roberts, Turner, Phillips, Campbell, Parker, Evans, Edwards, O’Connor=oconnor, O'Brien=obrien, McDonald, St. John=stjohn, Hart-Davis=hartdavis, Ng, Fairweather, Ashworth, Lee",
    ),
    // Spanish
    (
        "María=maria, José=jose, Carmen, Antonio, Ana, Manuel, Lucía=lucia, Francisco, Sofía=sofia, Javier, Martín=martin, Paula, Álvaro=alvaro, Elena, Íñigo=inigo, Begoña=begona, Andrés=andres, Inés=ines, Raúl=raul, Ximena, Joaquín=joaquin, Noemí=noemi, Guadalupe, Óscar=oscar",
        "García=garcia, Rodríguez=rodriguez, Martínez=martinez, Hernández=hernandez, López=lopez, González=gonzalez, Pérez=perez, Sánchez=sanchez, Ramírez=ramirez, Torres, Flores, Núñez=nunez, Muñoz=munoz, Ibáñez=ibanez, de la Cruz=delacruz, Castillo, Ortega y Gasset=ortega, Vázquez=vazquez, Peña=pena, Zúñiga=zuniga, Romero, Aguilar, Méndez=mendez, Ybarra",
    ),
    // Polish
    (
        "Łukasz=lukasz, Agnieszka, Paweł=pawel, Małgorzata=malgorzata, Michał=michal, Zofia, Stanisław=stanislaw, Żaneta=zaneta, Grzegorz, Katarzyna, Błażej=blazej, Elżbieta=elzbieta, Jędrzej=jedrzej, Ewa, Wojciech, Jadwiga, Świętosława=swietoslawa, Kacper",
        "Nowak, Kowalski, Wiśniewska=wisniewska, Wójcik=wojcik, Kamińska=kaminska, Lewandowski, Zieliński=zielinski, Szymańska=szymanska, Woźniak=wozniak, Dąbrowski=dabrowski, Kozłowska=kozlowska, Jankowski, Mazur, Krawczyk, Grabowska, Pawłowski=pawlowski, Brzęczyszczykiewicz=brzeczyszczykiewicz, Żółkiewska=zolkiewska",
    ),
    // German
    (
        "Jürgen=juergen, Anna, Björn=bjoern, Käthe=kaethe, Günther=guenther, Ursula, Matthias, Hannelore, Stefan, Änne=aenne, Klaus-Dieter=klausdieter, Sabine, Wolfgang, Friederike, Heinz, Lieselotte, Rüdiger=ruediger, Monika",
        "Müller=mueller, Schmidt, Schneider, Weiß=weiss, Schäfer=schaefer, Köhler=koehler, Groß=gross, von der Heide=vonderheide, Böhm=boehm, Fuchs, Jäger=jaeger, Krüger=krueger, Hofmann, Lindenberg, Übermüller=uebermueller, Zimmermann, Schwarzenegger, Voß=voss",
    ),
    // French
    (
        "François=francois, Amélie=amelie, Gaël=gael, Hélène=helene, Jean-Baptiste=jeanbaptiste, Léa=lea, Rémi=remi, Maëlys=maelys, Benoît=benoit, Cécile=cecile, Étienne=etienne, Océane=oceane, Théo=theo, Aurélie=aurelie, Loïc=loic, Noëlle=noelle, Maxime, Anaïs=anais",
        "Lefèvre=lefevre, Dubois, Moreau, L'Hôpital=lhopital, Bérenger=berenger, Fournier, d'Arc=darc, Garçon=garcon, Chevalier, Rousseau, Maître=maitre, Beaumarchais, Dupont, Châtelain=chatelain, Girard, Désiré=desire, Le Goff=legoff, Boulanger",
    ),
    // Portuguese
    (
        "João=joao, Conceição=conceicao, António=antonio, Inês=ines, Luís=luis, Beatriz, Sebastião=sebastiao, Thaís=thais, Gonçalo=goncalo, Fátima=fatima, Caetano, Assunção=assuncao",
        "da Silva=dasilva, dos Santos=dossantos, Gonçalves=goncalves, Araújo=araujo, Magalhães=magalhaes, Simões=simoes, Brandão=brandao, Conceição=conceicao, Vieira, Nóbrega=nobrega, Teixeira, Leitão=leitao",
    ),
    // Vietnamese
    (
        "Thị Hương=huong, Văn Đức=duc, Ngọc Ánh=anh, Quốc Việt=viet, Thùy Dương=duong, Hữu Phước=phuoc, Bảo Châu=chau, Minh Tuấn=tuan, Kim Liên=lien, Xuân Trường=truong, Mỹ Duyên=duyen, Đình Khôi=khoi",
        "Nguyễn=nguyen, Trần=tran, Lê=le, Phạm=pham, Huỳnh=huynh, Võ=vo, Đặng=dang, Bùi=bui, Đỗ=do, Hồ=ho, Ngô=ngo, Dương=duong",
    ),
    // Hindi
    (
        "आरव=aarav, प्रिया=priya, विक्रम=vikram, अनन्या=ananya, राहुल=rahul, दीपिका=deepika, अर्जुन=arjun, सीता=sita, संजय=sanjay, मीरा=meera, कृष्णा=krishna, लक्ष्मी=lakshmi",
        "शर्मा=sharma, पटेल=patel, सिंह=singh, गुप्ता=gupta, वर्मा=verma, मिश्रा=mishra, चौधरी=chaudhary, अग्रवाल=agarwal, त्रिपाठी=tripathi, जोशी=joshi, श्रीवास्तव=srivastava, यादव=yadav",
    ),
    // Chinese
    (
        "伟=wei, 芳=fang, 娜=na, 秀英=xiuying, 敏=min, 静=jing, 丽=li, 强=qiang, 磊=lei, 洋=yang, 艳=yan, 志明=zhiming",
        "王=wang, 李=li, 張=zhang, 刘=liu, 陈=chen, 楊=yang, 赵=zhao, 黄=huang, 周=zhou, 吴=wu, 歐陽=ouyang, 司马=sima",
    ),
    // Arabic
    (
        "محمد=mohammed, فاطمة=fatima, أحمد=ahmed, عائشة=aisha, يوسف=yousef, مريم=mariam, عبد الرحمن=abdulrahman, خديجة=khadija, علي=ali, زينب=zainab, إبراهيم=ibrahim, ليلى=layla",
        "المصري=almasri, الحسيني=alhusseini, حداد=haddad, منصور=mansour, الخطيب=alkhatib, السيد=alsayed, النجار=alnajjar, بن سلمان=binsalman, عباس=abbas, القحطاني=alqahtani, درويش=darwish, صالح=saleh",
    ),
    // Japanese
    (
        "太郎=taro, 花子=hanako, さくら=sakura, 健一=kenichi, 美咲=misaki, 翔太=shota, 陽子=yoko, ケン=ken, 直樹=naoki, 結衣=yui",
        "佐藤=sato, 鈴木=suzuki, 高橋=takahashi, 田中=tanaka, 渡辺=watanabe, 伊藤=ito, 山本=yamamoto, 中村=nakamura, 小林=kobayashi, 東海林=shoji",
    ),
    // Korean
    (
        "민준=minjun, 서연=seoyeon, 지훈=jihun, 수빈=subin, 현우=hyunwoo, 지우=jiwoo, 예은=yeeun, 도윤=doyun, 하은=haeun, 준서=junseo",
        "김=kim, 이=lee, 박=park, 최=choi, 정=jung, 강=kang, 조=cho, 윤=yoon, 장=jang, 남궁=namgung",
    ),
    // Hebrew
    (
        "נועה=noa, דוד=david, תמר=tamar, יוסף=yosef, מיכל=michal, אברהם=avraham, שירה=shira, איתי=itai, רחל=rachel, בנימין=benjamin",
        "כהן=cohen, לוי=levi, מזרחי=mizrahi, פרץ=peretz, ביטון=biton, בן דוד=bendavid, פרידמן=friedman, אזולאי=azoulay, רוזנברג=rosenberg, שפירא=shapira",
    ),
    // Nordic
    (
        "Åsa=asa, Søren=soren, Märta=marta, Øyvind=oyvind, Jón=jon, Åke=ake, Þóra=thora, Mikko, Ingrid, Håkon=hakon, Sólveig=solveig, Väinö=vaino",
        "Ångström=angstrom, Sørensen=sorensen, Bjørnstad=bjornstad, Lindqvist, Mäkinen=makinen, Guðmundsdóttir=gudmundsdottir, Nygård=nygard, Hämäläinen=hamalainen, Østergaard=ostergaard, Virtanen, Þórsson=thorsson, Öberg=oberg",
    ),
    // Ukrainian
    (
        "Олена=olena, Тарас=taras, Ірина=iryna, Богдан=bohdan, Ганна=hanna, Сергій=serhii, Юлія=yuliia, Марія=mariia",
        "Шевченко=shevchenko, Коваленко=kovalenko, Бондаренко=bondarenko, Ткаченко=tkachenko, Мельник=melnyk, Кравчук=kravchuk, Гнатюк=hnatiuk, Щербак=shcherbak",
    ),
    // Turkish
    (
        "İbrahim=ibrahim, Ayşe=ayse, Oğuz=oguz, Çağla=cagla, Işıl=isil, Şükrü=sukru, Gülşen=gulsen, Mehmet",
        "Yılmaz=yilmaz, Şahin=sahin, Öztürk=ozturk, Çelik=celik, Doğan=dogan, Kılıç=kilic, Aydın=aydin, Güneş=gunes",
    ),
    // Yoruba and Igbo
    (
        "Adébáyọ̀=adebayo, Ngọzi=ngozi, Chidiebere, Fọlákẹ́=folake, Olúwaṣeun=oluwaseun, Ifeọma=ifeoma",
        "Okonkwo, Adéyẹmí=adeyemi, Nwachukwu, Ọlátúnjí=olatunji, Ezeọkafọ=ezeokafor, Balógun=balogun",
    ),
];

/// The peculiar people, in the order in which they join an instance. The first one is its admin.
#[rustfmt::skip]
pub(super) const PECULIAR: [Peculiar; 17] = [
    Peculiar { first: "Practice", last: "Admin", login: "practice.admin" },
    Peculiar { first: "Maria", last: "Lopez", login: "maria.lopez" },
    Peculiar { first: "=HYPERLINK(\"http://x\",\"y\")", last: "Nobody", login: "hyper.link" },
    Peculiar { first: "Robert \"Bob\"", last: "O'Neill", login: "robert.oneill" },
    Peculiar { first: "Dwayne", last: "Parker, Jr.", login: "dwayne.parker" },
    Peculiar { first: "Zoë 🎧", last: "Lindqvist 👩‍💻", login: "zoe.lindqvist" },
    Peculiar { first: "ليلى", last: "بن يوسف (دعم) 24/7", login: "layla.binyousef" },
    Peculiar { first: "אבי", last: "בן-ארי, מנהל", login: "avi.benari" },
    Peculiar { first: "Maria", last: "Lopez", login: "maria.lopez2" },
    Peculiar { first: "Suharto", last: "", login: "suharto" },
    Peculiar { first: "<b>Bold</b>", last: "Smith & Sons", login: "bold.smith" },
    Peculiar { first: "+Support", last: "-Night", login: "support.night" },
    Peculiar { first: "@Reception", last: "Desk\\2", login: "reception.desk" },
    Peculiar { first: LONG_FIRST, last: "Wolfe", login: "adolph.wolfe" },
    Peculiar { first: "Hubert", last: LONG_LAST, login: "hubert.wolfe" },
    Peculiar { first: "Nguyễn", last: "Thị Minh Khai", login: "minhkhai.nguyen" },
    Peculiar { first: "龍之介", last: "𠮷野", login: "ryunosuke.yoshino" },
];

/// A first name of 253 characters, where Connect allows 255.
const LONG_FIRST: &str = "Adolph Blaine Charles David Earl Frederick Gerald Hubert Irvin John Kenneth Lloyd Martin Nero Oliver Paul Quincy Randolph Sherman Thomas Uncas Victor William Xerxes Yancy Zeus Ambrose Bartholomew Cuthbert Desmond Ebenezer Ferdinand Godfrey Horatio Ignaz";

/// A last name of 252 letters without a place to break the line.
const LONG_LAST: &str = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepflegeundsorgfaltigkeitbeschutzenvonangreifendurchihrraubgierigfeindewelchevoralternzwolftausendjahresvorandieerscheinenvonderersteerdemenschderraumschiff";
