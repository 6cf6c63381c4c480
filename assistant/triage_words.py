"""The words that tell of danger, for triage. Data only: the rules are in triage_signals.py and triage.py.

Concept -> phrases, separated by commas: English, Spanish, French, German, Malay/Indonesian, and the basics of
Italian, Portuguese and Dutch, then Chinese, then Japanese. Capitals, accents and apostrophes do not matter.
A longer phrase hides the shorter ones inside it.
"""

from collections.abc import Mapping

PEOPLE: Mapping[str, str] = {
    # The one who writes.
    "ME": """
        i, im, ive, me, my, myself, mine, we, weve, our, us, yo, mi, mis, je, j, mon, ma, mes, nous,
        notre, ich, mein, meine, meinem, meinen, meiner, mir, mich, wir, uns, unser, unsere, saya, aku,
        kami, kita, mio, mia, noi, nostro, ho, meu, minha, nosso, mijn, ik, onze, do i have, could i have,
        might i have, may i have, am i, one of our, one of us, one of my, this guy, this girl, this man,
        this woman, this diver, this lady, i ve, we re, we ve, my back,
        我, 我们, 我的, 私, 僕, 俺
    """,
    # Somebody in particular, whom the writer sees.
    "HE": """
        he, hes, she, shes, him, his, her, el, ella, il, elle, er, sie, dia, lui, lei, ele, ela, hij, zij,
        dad, ma copine, mi mujer, his back, her back,
        他, 她, 彼, 彼女
    """,
    # Could be somebody in particular, could be anybody.
    "PERSON": """
        buddy, buddys, dive buddy, my dive buddy, our dive buddy, his dive buddy, her dive buddy,
        dive partner, my dive partner, my dive guide, our dive guide, my dive instructor,
        our dive instructor, friend, friends, wife, husband, girlfriend, boyfriend, mate, partner, spouse,
        fiance, fiancee, son, daughter, brother, sister, dad, father, mum, mom, mother, kid, child, uncle,
        aunt, cousin, nephew, niece, colleague, coworker, roommate, guide, dive guide, instructor,
        dive instructor, divemaster, dive master, dm, guest, student, client, customer, passenger,
        captain, skipper, boatman, guy, dude, bloke, lad, lady, girl, boy, man, woman, tourist,
        father in law, mother in law, teammate, they, them, their, theyre, bf, gf, hubby, amigo, amiga,
        esposo, esposa, marido, mujer, novio, novia, hijo, hija, hermano, hermana, companero, companera,
        instructor de buceo, guia, senor, alguien, chico, chica, padre, madre, ami, amie, mari, femme,
        copain, copine, fils, fille, frere, soeur, binome, moniteur, monitrice, quelqu un, collegue, pere,
        mere, freund, freundin, mann, frau, sohn, tochter, bruder, schwester, partnerin, kumpel,
        tauchlehrer, tauchlehrerin, jemand, vater, mutter, kollege, kawan, teman, sahabat, suami, isteri,
        istri, anak, abang, kakak, adik, ayah, ibu, pak, seseorang, orang, jurulatih, instruktur, pacar,
        rakan, amico, amica, moglie, marito, figlio, figlia, fratello, sorella, istruttore, compagno,
        qualcuno, ragazza, fidanzata, fidanzato, ragazzo, namorada, namorado, amigos, filho, filha, irmao,
        alguem, vriend, vriendin, vrouw, zoon, dochter, iemand, brother in law, sister in law, son in law,
        grandma, grandpa, grandad, grandmother, grandfather, old man, old lady, kids, group, pair, couple,
        both of them, mama, papa, opa, oma, classmate, roomie, swimmer, stranger, deckhand, crew member,
        baby, toddler, stepson, godson, daughter in law, hubs, wifey, missus, lads, pal, mates,
        朋友, 伙伴, 潜伴, 老公, 丈夫, 妻子, 老婆, 儿子, 女儿, 教练, 爸爸, 妈妈, 同伴, 女友, 男友, 女朋友,
        男朋友, 有人, 哥哥, 弟弟, 姐姐, 妹妹, 友達, 友人, 夫, 妻, 息子, 娘, 父, 母, 彼氏, 仲間, 我妈,
        我爸, 老妈, 老爸,
        バディ, インストラクター, 誰か
    """,
    "DIVER": """
        diver, divers, swimmer, swimmers, snorkeler, snorkeller, snorkelers, freediver, freedivers,
        someone, somebody, person, people, casualty, victim, scuba diver, spearfisher, spearo, pax, body,
        buceador, buceadora, buzo, buzos, buceadores, plongeur, plongeuse, plongeurs, taucher, taucherin,
        tauchers, penyelam, peselam, penyelam penyelam, diver diver, subacqueo, sub, subacquei,
        sommozzatore, mergulhador, mergulhadora, duiker, duikster, duikers, nadador, nageur, schwimmer,
        leute, menschen, personas, personnes, persone, a diver, a freediver, a person,
        潜水员, 潜水者, 个人,
        ダイバー
    """,
    # Who can be missing.
    "THEM": """
        him, her, them, buddy, friend, wife, husband, son, daughter, brother, sister, guide, instructor,
        divemaster, student, guest, diver, divers, partner, boyfriend, girlfriend, dad, father, kid,
        child, group, lo, la, los, le, les, ihn, sie, lui, een duiker, hem, haar, dia, mereka,
        them anywhere, each other, everyone, other diver, other divers, second diver, third diver,
        two divers, 2 divers, one diver, 1 diver, the others, any of them, tail end diver, tail end,
        people, pair, couple, both, ana, one, a diver, guy, guys, girls, boys, man, woman, students,
        friends, mates, crew, kids, children, swimmer, swimmers, snorkelers,
        他, 她, 人
    """,
    # Nobody in particular: who says this asks for a rule.
    "GENERIC": """
        you, your, yours, one, ones, people, divers, anyone, anybody, everyone, a diver, a freediver,
        a person, somebody else, man, uno, on, tu, vous, votre, du, dein, sie, orang, seseorang,
        人
    """,
    "NUM": """
        two, 2, three, 3, four, 4, five, 5, several, both, dos, tres, deux, trois, zwei, drei, dua, tiga,
        due, tre, dois, twee
    """,
}

LIFE: Mapping[str, str] = {
    # Includes CANT.
    "NOT": """
        no, not, cant, cannot, can not, dont, doesnt, isnt, arent, wont, aint, never, wasnt, werent,
        didnt, couldnt, hasnt, havent, hadnt, unable, barely, hardly, no longer, none, nobody, nothing,
        dosent, doesn, cnt, cany, kant, no one, struggling to, struggles to, unable to, cant even,
        can barely, can hardly, could not, would not, wouldnt, nt, nao, n, ne, pas, non, nicht, kein,
        keine, keinen, niet, geen, kan niet, tidak, tak, tdk, tiada, gak, ga, nggak, enggak, ngga, takde,
        xde, x boleh, tak boleh, tidak bisa, tidak boleh, ga bisa, gak bisa, nggak bisa, belum, no puede,
        no puedo, no pueden, ne peut pas, ne peux pas, peux pas, peut pas, peut plus, peux plus,
        n arrive pas, n arrive plus, arrive pas, arrive plus, kann nicht, kann kaum, kann nicht mehr,
        non riesce a, non riesco a, non puo, nao consegue, nao consigo, are not, is not, was not,
        were not, has not, have not, did not, does not, do not, will not,
        没, 没有, 不, 无法, 不能, 不了, 无, 不会, 不到, 还没, 还没有
    """,
    "CANT": """
        cant, cannot, can not, couldnt, could not, unable to, barely, hardly, struggling to, struggles to,
        trouble, difficulty, hard to, hard time, no puede, no puedo, no pueden, ne peut pas, ne peux pas,
        peux pas, peut pas, peut plus, peux plus, n arrive pas, n arrive plus, arrive pas, arrive plus,
        kann nicht, kann kaum, kann nicht mehr, tak boleh, tidak boleh, tidak bisa, ga bisa, gak bisa,
        nggak bisa, x boleh, susah, non riesce a, non riesco a, non puo, nao consegue, nao consigo,
        kan niet, keeps forgetting to, wont
    """,
    "STOP": """
        stopped, stops, quit, ceased, stopping, dejo de, paro de, arrete de, cesse de, hort auf zu,
        berhenti, smesso di, parou de,
        停止
    """,
    "IS": """
        is, are, got, was, were, been, gets, has been
    """,
    "HAVE": """
        have, has, having, got, gotten, get, getting, with, suffering, suffers, caught, contracted,
        developing, developed, tiene, tengo, a, ai, hat, habe, kena, ada, punya, ha, ho, tem, heeft, heb,
        have got, signs of, symptoms of, case of,
        得了
    """,
    "MAYBE": """
        might be, maybe, could be, may be, think, i think, we think, suspect, suspected, suspicion of,
        probably, possible, possibly, sounds like, looks like, creo que, creemos, je crois, je pense,
        ich glaube, ich denke, rasanya, kayaknya, mungkin, credo, acho, ik denk,
        可能, 觉得, 怀疑,
        かも, かもしれ, 気がする, と思い, 疑い
    """,
    # Only these take a sign back: "no numbness", "he is not unconscious".
    "FREE_OF": """
        no, not, never, without, isnt, wasnt, nobody, arent, free of, sin, sans, ohne, kein, keine, tanpa,
        senza, never had, never been, rarely, not been, hasnt been
    """,
    "BREATHE": """
        breathe, breathes, breathing, breath, breathin, brethe, brething, breth, brathing, breating,
        breathng, respira, respirar, respirando, respire, respirer, atmet, atme, atmen, atmung, bernafas,
        nafas, napas, bernapas, bernafaas, respiro, respirare, respiri, ademt, ademen, adem, respirazione,
        呼吸, 喘气, 喘不过气, 息
    """,
    "AIR": """
        air, oxygen, aire, luft, udara, aria, ar, lucht, gas
    """,
    "CATCH": """
        catch, get, getting, suck, draw, take, taking, bekommt, bekommen, bekomme, kriegt, kriege, krijgt
    """,
    "HARD": """
        trouble, difficulty, difficulties, struggling, struggles, hard, hard time, problem, problems,
        laboured, labored, shallow, dificultad, cuesta, mal a, du mal a, difficulte, schwer, susah, sukar,
        sulit, difficolta, fatica, dificuldade, sesak, moeite, issues,
        困难
    """,
    # Says by itself that somebody cannot breathe.
    "BREATHLESS": """
        nie oddycha, nefes almiyor, nefes almıyor, hindi humihinga, не дышит,
        숨을 안, 숨을 못, 호흡이 없,
        gasping, gasping for air, choking, wheezing, suffocating, asphyxiating, short of breath,
        cant catch, breathless, struggling for air, struggling for breath, gulping for air, air hunger,
        out of breath and coughing, fighting for air, fighting for breath, hyperventilating,
        breathing funny, breathing weird, breathing weirdly, breathing strangely, breathing fast,
        breathing really fast, breathing very fast, rattling breath, gurgling, agonal, atemnot,
        keine luft, luftnot, se ahoga, me ahogo, falta de aire, le falta el aire, me falta el aire,
        asfixia, asfixiando, etouffe, s etouffe, essouffle, essoufflee, suffoque, sesak nafas,
        sesak napas, susah nafas, susah bernafas, sulit bernapas, susah napas, tercekik, soffoca,
        soffocando, fiato corto, benauwd, sufocando, sem ar, sin aliento, sin aire, respira mal,
        respira con dificultad, tak bernafas, tidak bernafas, tidak bernapas, gasping noise,
        gasping noises, grunting, agonal breaths, snoring breaths,
        呼吸困难, 喘不过气, 窒息, 喘不上气, 透不过气, 没呼吸, 没有呼吸, 没气了, 没气, 呼吸停止, 停止呼吸,
        不呼吸, 呼吸困難,
        息ができない, 息が出来ない, 息をしていない, 息してない, 息をしてない, 息していない, 息がない,
        息苦しい, 呼吸していない, 呼吸してない, 呼吸が止まった, 呼吸が止まって, 呼吸がない,
        呼吸ができない, 呼吸が苦しい, 呼吸が荒い, 息をしていません, 息していません, 呼吸していません,
        呼吸がありません, 息がありません, 息ができません
    """,
    # Ways to breathe.
    "BADLY_BREATHES": """
        wet, rattly, rattling, rattle, bubbling, shallow, noisy, gurgly, gurgling, slow, slowly, badly,
        weird, funny, strange, strangely, weirdly, heavily, heavy, hard, barely, weak, weakly,
        times a minute, super quick, wheezy, raspy, mal, apenas, a peine, kaum, schlecht, schwer, susah,
        laju, cepat, sesak, male, a fatica, slecht, moeilijk, painful, hurts, hurting, sharp, stabbing,
        properly, normally, deeply, deep,
        only in gasps, very fast, super fast, really fast, so fast, really quick,
        very quick, very quickly, way too fast,
        弱, 困难, 急促,
        荒い, 浅い
    """,
    "TURN": """
        turning, turned, turns, turn, going, went, gone, looks, look, is, are, has gone, gets, getting,
        se pone, esta, devient, est, wird, ist, jadi, menjadi, sta diventando, e, im
    """,
    "BLUE": """
        blue, bluish, blueish, grey, gray, purple, cyanotic, ashen, white as a sheet, pale as a ghost,
        azul, morado, bleu, bleue, bleus, blau, biru, blu, cianotico, blauw, roxo, cyanosis, violet,
        violette, palido, palida, pucat, pallido,
        发紫, 发青, 苍白,
        真っ白
    """,
    "LIPS": """
        lips, lip, face, fingernails, nails, skin, labios, labio, levres, lippen, bibir, labbra,
        嘴唇, 脸色, 唇, 顔色
    """,
    "BLUE_NOW": """
        嘴唇发紫, 嘴唇发青, 脸发紫, 脸色发青, 脸色发紫, 脸色苍白,
        唇が青, 唇が紫, チアノーゼ, 顔が真っ青, 真っ青, 顔色が悪
    """,
    "FOAM": """
        foam, foaming, froth, frothing, frothy, pink froth, espuma, mousse, ecume, schaum, busa, buih,
        schiuma,
        泡沫, 白沫, 口吐白沫,
        泡を吹
    """,
    "MOUTH": """
        mouth, lips, boca, bouche, mund, mulut, bocca, mond
    """,
    # Says by itself that somebody is unconscious.
    "OUT_COLD": """
        nieprzytomny, nieprzytomna, stracil przytomnosc, stracił przytomność, straciła przytomność,
        bayildi, bayıldı, bilinci kapali, bilinci kapalı, walang malay, hinimatay, без сознания,
        потерял сознание, потеряла сознание, 의식이 없, 의식을 잃,
        unconscious, unconsious, unconcious, unconsciousness, unresponsive, passed out, pass out cold,
        passing out, passedout, past out, blacked out, blacking out, fainted, fainting, keeps fainting,
        collapsed, collapsing, colapsed, out cold, knocked out, knocked unconscious, went limp,
        going limp, gone limp, limp, is limp, limp body, lifeless, floppy, motionless, eyes rolled,
        eyes rolling, eyes have rolled, eyes rolled back, comatose, in a coma, lost consciousness,
        losing consciousness, loses consciousness, loss of consciousness just now,
        in and out of consciousness, drifting in and out, slipping in and out, keeled over, slumped,
        slumped over, face down in the water, floating face down, face down, facedown,
        went down like a sack, conked out, went still, crumpled, dropped to the deck, zonked,
        gone quiet and, passed right out, went unconscious, semi conscious, semiconscious, half conscious,
        barely conscious, dropped like, keeling over, blackout just now, had a blackout,
        loss of motor control, went all floppy, gone floppy, wobbled and dropped, fell over and,
        dropped to the floor, cold and grey, out for the count, inconsciente, inconscientes,
        sin conocimiento, perdio el conocimiento, perdio la conciencia, perdio la consciencia, se desmayo,
        me desmaye, desmayo, desmayado, desmayada, desvanecio, se desplomo, desplomado, inconscient,
        sans connaissance, perdu connaissance, perd connaissance, evanoui, evanouie, s est evanoui,
        s est effondre, s est effondree, fait un malaise, malaise, tombe dans les pommes, syncope,
        bewusstlos, bewusstlose, bewusstloser, bewusstlosen, ohnmachtig, in ohnmacht, ohnmacht gefallen,
        bewusstsein verloren, ohne bewusstsein, zusammengebrochen, umgekippt, nicht bei bewusstsein,
        kollabiert, nicht ansprechbar, pengsan, pingsan, tak sedar, tidak sedar, tidak sadar,
        tak sedarkan diri, tidak sedarkan diri, tidak sadarkan diri, tak sadar, gak sadar, ga sadar,
        nggak sadar, hilang kesadaran, rebah, jatuh pengsan, semaput, tak sadarkan diri,
        gak sadarkan diri, svenuto, svenuta, svenne, ha perso i sensi, perso i sensi, privo di sensi,
        priva di sensi, incosciente, ha perso conoscenza, perso conoscenza, collassato, collassata,
        desmaiou, desmaiado, desmaiada, bewusteloos, flauwgevallen, flauw gevallen, buiten bewustzijn,
        buiten westen, perdeu a consciencia, perdeu os sentidos, folded like, keeled, rolled back in,
        eyes fixed, no response, no reaction, nobody home, came round then, out of consciousness,
        stopped answering, stopped talking, stopped responding, stopped moving, gone quiet, went quiet,
        went blank, flat out, out like a light, dropped like a stone, lies lifeless, leblos, liegt leblos,
        liegt bewusstlos, inanime, inerte, caido, tombe par terre, est tombe, est tombee, s ecroule,
        umgefallen, tumbang, terkulai, accasciato, a terra, caiu, roerloos, wont wake, cant wake,
        couldnt wake, wont come round, isnt coming round, snoring weirdly, snoring noises, slid off,
        slumping, slumping over, slumps, untergegangen, kreidebleich, mata terbalik, eyes half open,
        head down, not kicking, turned to stone, kaku, unconscious for, not moving anymore, mata putih,
        desacordado, desacordada, jaw is clenched, jaw clenched, asleep and nobody, unconcius, unconsius,
        uncouncious, unconshus, in and out, gone stiff, eyes are white, came to on,
        昏迷, 晕倒, 昏倒, 晕过去, 昏过去, 失去意识, 没有意识, 没意识, 不省人事, 失去知觉, 没反应,
        没有反应, 叫不醒, 晕了过去, 倒下了, 没知觉, 休克, 晕厥, 意识不清, 意识模糊, 意識不明, 気絶, 失神,
        昏, 昏迷不醒, 不醒, 倒在, 没动静, 一动不动,
        意識がない, 意識がありません, 意識を失, 意識なし, 倒れた, 倒れて, 倒れました, 反応がない,
        反応しない, ぐったり, 目を覚まさない, 意識が無い, 意識もうろう, 意識が朦朧, 意識が遠, 動かなくな,
        返事がない, 話しかけても,
        post dive loc, loss of consciousness, gcs, unresponsive to
    """,
    # With NOT or STOP: unconscious.
    "CONSCIOUS": """
        conscious, responsive, responding, response, reacting, alert, awake, waking, wake, consciente,
        reacciona, responde, despierta, repond, reagit, reveille, reagiert, wach, sadar, sedar, respon,
        bangun, risponde, reagisce, si sveglia, reageert, wakker, pulse, pulso, pouls, puls, nadi, polso,
        heartbeat, moving, move, mueve, bouge, bewegt, gerak, bergerak, si muove, reage, acorda,
        answering, answer, communicating, answers, answered, respond, responds, react, reacts, talk to me,
        talk to us, talking to me, speak to me, speaking to me, wakes, waking up, wake up, come round,
        coming round, coming to, come around, open his eyes, open her eyes, open their eyes,
        opening his eyes, opening her eyes, look at me, blink, blinking, answer me, answer us,
        answering us, answering me, reply to us, vuelve en si, volvio en si, despertar, contesta,
        repond plus, reveille pas, aufwachen, aufzuwecken, antwortet, wacht, bangun bangun, jawab,
        respons, bicara, parla, svegliarsi, rouse, rouse him, rouse her, svegliarlo, gerakin, digerakin,
        wake her up, wake him up
    """,
    "SEIZURE": """
        seizure, seizures, siezure, seizing, convulsing, convulsion, convulsions, convulsed,
        fitting on the, having a fit, having fits, had a fit, started fitting, is fitting,
        shaking uncontrollably, shaking violently, jerking, twitching all over, spasming, thrashing about,
        body is shaking, epileptic fit, convulsiona, convulsionando, convulsiones, convulsiona mucho,
        ataque epileptico, convulse, convulser, crise d epilepsie, krampft, krampfanfall,
        krampfe am ganzen, krampfanfalle, sawan, kejang, kejang kejang, convulsioni, convulsao,
        convulsionado, stuiptrekkingen, epileptische aanval,
        抽搐, 痉挛, 抽筋并且昏, 痙攣,
        けいれん, ひきつけ
    """,
    "HEART": """
        started chest compressions, starting chest compressions, giving chest compressions,
        began chest compressions, chest compressions started, cpr started,
        heart attack, heart attacks, cardiac arrest, heart stopped, no heartbeat, no pulse, doing cpr,
        giving cpr, started cpr, doing chest compressions, chest compressions on, cpr in progress,
        need cpr, needs cpr, cpr now, start cpr on, having a stroke, had a stroke just, stroke, infarto,
        ataque al corazon, paro cardiaco, paro cardiorrespiratorio, haciendo rcp, rcp, crise cardiaque,
        arret cardiaque, massage cardiaque, avc, herzinfarkt, herzstillstand, schlaganfall,
        serangan jantung, strok, attacco di cuore, arresto cardiaco, ictus, parada cardiaca, hartaanval,
        hartstilstand, reanimeren, reanimatie bezig, cardiac on, cardiac patient, heart is fluttering,
        heart fluttering, heart stopping,
        心脏病发作, 心脏骤停, 心跳停止, 没有心跳, 没心跳, 没脉搏, 没有脉搏, 心肺复苏, 心梗, 中风,
        心肺停止, 心臓発作,
        心臓が止ま, 脈がない
    """,
    "DEAD": """
        dead, dying, going to die, gonna die, about to die, died, se muere, se esta muriendo, muriendo,
        muerto, morendo, mourant, en train de mourir, stirbt, tot, nazak, mati, sekarat, morrendo, die,
        dies, ll die, will die,
        快死了, 要死了,
        死んで, 死にそう
    """,
    # Somebody is being revived.
    "RESUS": """
        compressions, cpr, mouth to mouth, rescue breaths, rescue breathing, resuscitating, resuscitation,
        resus, revived, revive, reviving, defib, defibrillator, aed, tourniquet, bagging him, bagging her,
        pulled up, brought up, pulled her up, pulled him up, pulled a, pulled from, pulled out,
        lifted out, taken out of the water, tow him, towing him, towing her, got him out, got her out,
        got him breathing, got her breathing, bringing him up, bringing her up, bringing him in,
        bringing her in, casualty, casualties, on o2, gave him o2, gave her o2, put him on o2,
        put her on o2, giving o2, giving him o2, giving her o2, recovery position, no breaths, rcp,
        reanimacion, reanimation, massage cardiaque, herzdruckmassage, wiederbelebung, reanimieren,
        bantuan pernafasan, rianimazione, massaggio cardiaco, reanimacao,
        心肺复苏, 人工呼吸,
        心臓マッサージ,
        breaths to compressions, compressions to breaths, how many compressions, how many breaths,
        chest compressions,
        start cpr, do cpr, doing cpr
    """,
    "SAVED": """
        on oxygen, giving oxygen, gave him oxygen, gave her oxygen, giving him oxygen, giving her oxygen,
        put him on oxygen, put her on oxygen, on o2, have him on o2, have her on o2, recovery position,
        recovery postion, given oxygen, breathing oxygen on the boat, put on oxygen
    """,
    "BRINGS_UP": """
        coughing, coughed, coughs, cough, coughing up, spitting, spat, spits, spit, vomiting, vomited,
        vomits, vomit, throwing up, threw up, puking, puked, bringing up, hacking up, pooping, peeing,
        pissing, tosiendo, tose, escupe, escupiendo, vomita, vomitando, crache, tousse, crachait, hustet,
        spuckt, erbricht, spuckte, batuk, muntah, meludah, tossisce, sputa, tosse, tossindo, cospe, hoest,
        spuugt, echa, echando, tastes like, taste of,
        咳, 吐, 咳出, 吐出
    """,
    "BLOOD": """
        blood, bloody, bleeding, sangre, sang, blut, darah, sangue, bloed, red froth, pink stuff,
        pink foam, pink, red stuff, blood streaked, bloody stuff, blood tinged, blood in his spit, spit,
        血
    """,
    "BLOOD_NOW": """
        peeing blood, pee blood, pissing blood, urinating blood, blood in my urine, blood in my pee,
        blood in his urine, blood in her urine, blood in his pee, blood in her pee,
        haemorrhaging, hemorrhaging, hemorrage, hemorrhage, hemorragie, hemorragia, bleeding out,
        bleed out, bleeding to death, losing blood, loses blood, losing a lot of blood,
        lost a lot of blood, lost lots of blood, blood everywhere, so much blood, lot of blood,
        lots of blood, pool of blood, blood all over, pouring blood, pouring with blood, gushing blood,
        blood is gushing, blood gushing, blood spurting, spurting blood, arterial bleed,
        wont stop bleeding, cant stop the bleeding, cant stop bleeding, mucha sangre, desangrando,
        desangra, beaucoup de sang, viel blut, verblutet, banyak darah, darah banyak, pendarahan teruk,
        molto sangue, dissanguando, muito sangue, veel bloed, bleeding heavily, bleeding profusely,
        bleeding badly, bleeding bad, bleeding a lot, bleeding like, bleeding really bad, bleeding heavly,
        sangra mucho, saigne beaucoup, blutet stark, sanguina molto, bloedt hevig, berdarah banyak,
        soaked in blood, covered in blood,
        咳血, 吐血, 大出血, 流血不止, 喀血, 出血多量, 失血, 流了很多血, 咯血,
        血を吐, 出血が止まらない, 血が止まりません, 血が止まらない
    """,
    "BLEEDS": """
        bleeding, bleeds, bleed, sangra, sangrando, saigne, saignement, blutet, blutung, berdarah,
        pendarahan, sanguina, bloedt,
        流血, 出血,
        血が出
    """,
    "WOUND": """
        gash, gashed, gaping wound, deep cut, sliced, slashed, severed, amputated, chopped, cut open,
        ripped open, torn open, lacerated, laceration, mangled, lost a finger, lost his hand,
        lost his leg, missing finger, missing fingers, cut to the bone, deep wound, head injury,
        cracked his head, hit her head, hit his head, hit my head, banged his head, banged my head,
        banged her head, smashed his head, split his head, cracked head, head wound, broken leg,
        broken arm, crushed, corte profundo, herida profunda, herida, tiefe wunde, schnittwunde,
        luka dalam, luka parah, plaie profonde, ferita profonda
    """,
    "CUT": """
        cut, cuts, sliced, slit, chopped, broke, broken, fractured, snapped, tore, ripped, cracked, split,
        smashed, crushed, slashed
    """,
    # Blows, falls and machines.
    "TRAUMA": """
        rammed, crushed, pinned under, dragged, sucked into, sucked in, caught in, ripped, torn, tore,
        impaled, stabbed, pierced, hooked, hooks, fell between, fell on, fell onto, fell off, fell down,
        landed on, run over, ran over, runover, fractured, fracture, broken, dislocated, gash, gashed,
        bone, bones, hanging off, chunk, stitches, wound, wounds, mangled, cracked, smashed, slammed,
        slammed into, bumped into, bumped his head, bumped her head, bumped my head, knocked,
        hit in the head, hit on the head, hit his head, hit her head, hit by, got hit, was hit, struck,
        exploded, explosion, blew up, burned, burnt, scalded, electrocuted, boom, sliced, severed,
        finger off, swallowed a hook, tank fell, sucked, erwischt, angefahren, uberfahren, atropello,
        atropellado, golpeo, renverse, percute, heurte, kena langgar, dilanggar, ditabrak, tertabrak,
        investito, colpito, atropelado, aangevaren, geraakt, jatuh, terjatuh, se ha golpeado, se golpeo,
        golpeado, gestuerzt, gesturzt, tombe, kena kepala, burned in, burns, engine fire, on fire,
        fire on board, fire in the engine, uncharted rock, hit a rock, hit a reef, wrapped around his,
        wrapped around her, around his neck, around her neck, injured, injuries, no hand, no arm, no leg,
        lost a hand, bateu a cabeca, bateu, explodiu, winch, in the winch, hand was in, s est pris,
        caught between, trapped between, mashed, squashed, jammed between, broke off in, hit the deck,
        hit the bottom,
        撞, 撞到, 撞了, 砸, 夹, 打到,
        ぶつか, 轢か,
        blew off, valve blew, tank blew, cylinder blew, hose blew, cylinder exploded, arm wide open,
        leg wide open,
        hand wide open, split open, cut wide open
    """,
    "CASUALTY": """
        two injured, one injured, three injured, someone injured, somebody injured, someone is injured,
        someone is hurt, somebody is hurt, someone hurt, injured diver, diver injured, diver hurt,
        people hurt, people injured, badly hurt, badly injured, seriously hurt, seriously injured,
        severely injured, is injured, got injured badly, unfallopfer, verletzter, verletzte, blesses,
        heridos, cedera parah,
        受伤, 受伤了, 怪我人, 重伤
    """,
    "PROPELLER": """
        propeller, prop, props, propellor, propeler, helice, propulseur, schraube, schiffsschraube,
        kipas bot, kipas enjin, baling baling, elica, outboard, run over by a boat, run over by the boat,
        hit by a boat, hit by the boat, struck by a boat, hit by a speedboat, run over by a speedboat,
        hit by a jet ski, boat ran him over, boat ran her over,
        螺旋桨,
        スクリュー, プロペラ
    """,
    "STRUCK": """
        hit, struck, cut, cuts, sliced, chopped, caught, injured, hurt, bleeding, wounded, golpeo,
        golpeado, corto, blesse, verletzt, kena, terkena, colpito, ferito, atingido
    """,
    "VESSEL": """
        boat, speedboat, jet ski, jetski, rib, dinghy, ferry, propeller, prop, lancha, bateau, boot, bot,
        perahu, kapal, barca, gommone, barco,
        船
    """,
    "MISSING": """
        missing, mising, dissapeared, disappeared, disapeared, vanished, unaccounted for, unaccounted,
        nowhere to be seen, nowhere to be found, overdue, not accounted for, adrift, swept away,
        swept off, swept out to sea, swept out, drifted off, drifted away, drifting away,
        drifting out to sea, carried off, got swept away, pulled away by the current, washed away,
        gone missing, went missing, stranded at sea, desaparecido, desaparecida, desaparecidos,
        desaparecio, extraviado, a la deriva, disparu, disparue, disparus, introuvable, a la derive,
        vermisst, verschwunden, verschollen, abgetrieben, weg, hilang, lenyap, hanyut, hilang dibawa arus,
        dibawa arus, terbawa arus, disperso, dispersa, scomparso, scomparsa, dispersi, desapareceu, sumiu,
        vermist, kwijt, verdwenen, separated, separated from, manque a l appel, manquent a l appel,
        manque, overboard, fell overboard, went overboard, fell in the sea, fell off the boat,
        blown out to sea,
        失踪, 不见了, 失联, 漂走了, 找不到了, 行方不明, 漂流,
        流された, 流されて, いなくなった
    """,
    "LOST": """
        lost, loosing, losing, lose sight of, lost sight of, perdido, perdida, perdi, perdimos, perdu,
        perdue, perso, persa, verloren, perdemos, hilang, kehilangan
    """,
    # Says by itself that a diver has not come up.
    "NOT_UP": """
        has not surfaced, have not surfaced, has not come up, have not come up, has not resurfaced,
        never came up, never surfaced, hasnt come up, hasnt surfaced, not surfaced, not up yet,
        not come up, didnt come up, havent come up, havent surfaced, not resurfaced, hasnt resurfaced,
        didnt resurface, never resurfaced, not back up, still down there, hasnt come back,
        havent come back, not come back, never came back, still not up, did not surface, did not come up,
        didnt surface, never made it up, didnt make it back, hasnt made it back, never made it back,
        aint come up, hasnt popped up, no bubbles, cant see any bubbles, bubbles stopped,
        bubbles have stopped, one diver short, a diver short, missing from the headcount,
        missing at roll call, headcount is short, head count is short, headcount is off,
        head count is off, someone is missing, no ha salido, no ha subido, no ha vuelto, no sale, no sube,
        no salio, no subio, no volvio, no aparece, no aparecio, no ha regresado, no regreso, no regresa,
        sigue abajo, pas remonte, pas remontee, pas remontes, n est pas remonte, pas revenu, pas revenue,
        pas revenus, pas ressorti, jamais remonte, jamais revenu, ne remonte pas, pas refait surface,
        nicht aufgetaucht, nicht mehr aufgetaucht, nicht wieder aufgetaucht, nicht hochgekommen,
        nicht zuruck, nicht zuruckgekommen, nicht wieder da, noch unten, taucht nicht auf,
        noch nicht oben, tak naik, tak naik naik, belum naik, tidak naik, belum timbul, tak timbul,
        tidak timbul, belum muncul, tidak muncul, tidak muncul muncul, gak muncul, nggak muncul,
        ga muncul, belum kembali, tak balik, belum balik, tidak kembali, tak muncul, tak kembali,
        gak naik naik, non e riemerso, non e risalito, non risale, non e tornato, non riemerge,
        non e riemersa, non e risalita, non e tornata, non torna su, nao voltou, nao subiu, nao emergiu,
        niet bovengekomen, niet boven gekomen, niet teruggekomen, niet terug, niet boven, no sale a flote,
        no salio a flote, no ha salido a flote, only his fins, only her fins, only his mask,
        only her mask, only his snorkel, only her snorkel, only the mask came, just his fins,
        kommt nicht mehr hoch, kommt nicht hoch, kommt nicht wieder, kommt nicht nach oben,
        taucht nicht mehr auf, kommen nicht hoch, ne remontent pas, no suben, non risalgono, nobody in it,
        no one in it, empty bcd, bcd floating, tank floating, gear floating, found his gear,
        found her gear, no one has seen, nobody has seen, dont see him, dont see her, belum naik sampe,
        没上来, 没有上来, 还没上来, 没浮上来, 没有浮上来, 没回来, 没有回来, 还没回来, 没有浮出水面,
        没出水, 还没出水, 没有出水, 没有上浮, 没上岸,
        上がってこない, 上がって来ない, 浮上してこない, 浮上して来ない, 戻ってこない, 戻って来ない,
        浮上しない, 戻らない, 上がってきません, 戻ってきません, 浮上してきません, 浮いてこない,
        上がってきてない, 戻りません, まだ戻りません, 戻ってません
    """,
    # Weaker words for the same, which need a person beside them.
    "LATE": """
        not back, not back yet, still not back, hasnt returned, not returned, have not returned,
        has not returned, still missing, not on the boat, one short, still under, back without,
        still in the water somewhere, came up alone, surfaced alone, came up without, surfaced without,
        came back alone, came back without, returned without, surfaced but, isnt back, arent back,
        nog niet terug, still down, still down there, should be 50 min, should have been up,
        supposed to be up, supposed to be back, should have been back, should be back, been down for,
        long overdue, en retard, sous l eau, uberfallig, seit stunden weg,
        还没出来, 没出来, 没浮起来, 两个小时没, 没消息, 还没消息, 失去联系,
        まだ戻, 戻りません, 過ぎて
    """,
    "RISE": """
        surface, resurface, come up, come back, came back, come back up, return, returned, reappear,
        reappeared, emerge, emerged, show up, showed up, shown up, turn up, turned up, made it,
        make it back, make it up, pop up, come out, come to the surface
    """,
    "NO_SIGN": """
        no sign of, no trace of, no sight of, havent seen, hasnt been seen, not been seen, ni rastro de,
        aucune trace, keine spur, nessuna traccia,
        没看到
    """,
    "FIND": """
        find, finding, locate, see, seen, spot, found, reach, heard from, contact, raise, encontramos,
        encuentro, encuentran, vemos, veo, localizamos, trouve, trouvons, trouver, retrouve, retrouver,
        vois, voit, finden, finde, sehen, gefunden, jumpa, nampak, temui, ditemukan, ketemu, menemukan,
        dijumpai, lihat, troviamo, trovo, vediamo, trova, encontro, vejo, achamos, vinden, zien,
        hear from
    """,
    "NOT_FOUND": """
        找不到, 看不到, 看不见, 找不着, 見失,
        见つからない, 見つからない, 見つかりません, 見当たらない
    """,
    "SEARCH": """
        searched, searching, search, been looking for, looking everywhere, looked everywhere, last seen,
        last contact, except, all but, unaccounted, headcount, head count, roll call, heads, only count,
        should be eight, surface marker, smb, bubbles, buscando, cherchons, suchen, mencari, dah cari,
        uberfallig, manifest, manifest says, we count,
        在找, 搜索, 找了,
        捜して, 探して
    """,
    "GONE": """
        took, taken, carried, swept, dragged, pulled out, pulled, sucked, washed, blown, blew, drifting,
        drifted, lost,
        past the buoys, past the buoy line
    """,
    # Adrift.
    "ALONE": """
        left behind by the boat, left behind by our boat, left behind at sea, out of this current,
        no boat, boat is gone, boat has gone, boat left us, boat left without us, boat gone, boat drifted,
        boat drifting away, boat has left, boat left us behind, cant see the boat, cannot see the boat,
        cant see our boat, left behind at, being swept, getting swept, swept out, taking us out,
        out to sea, bote se fue, bateau est parti, boot ist weg, bot dah pergi, barca e andata,
        we are drifting, were drifting, drifting out, drifting at sea, drifting away from, still drifting,
        sos drifting, adrift, swept past, no boat in sight, on the surface an hour, re being swept,
        re drifting, re being pushed, re floating, still floating, lost at sea, swept away,
        took us out to sea, carried us out, carrying us out, dragging us out, pulling us out,
        la corriente nos lleva, nos lleva mar, el barco nos dejo, nos dejo, nos dejaron, treiben ab,
        abgetrieben, bot tinggalkan, ditinggalkan, le courant nous emporte, bateau nous a laisse,
        la corrente ci porta, a correnteza esta nos levando,
        船不见了, 船走了, 漂流, 被水流冲走, 冲走, 船不在,
        船がいない, 流されて, 流されています, ボートが見え,
        rip current took, rip took, current took, current has taken, carried past the buoys, past the buoys
    """,
    "DROWN": """
        se ha hundido, se hundio, se hunde, se ha ahogado, se ahogo,
        drowning, drowned, drown, drownin, nearly drowned, almost drowned, near drowning, going under,
        went under, cant stay afloat, cant keep his head up, cant keep her head above, going down for,
        being dragged under, dragged down, inhaled water, inhaled a lot of water, inhaled lots of water,
        inhaled seawater, aspirated water, water in his lungs, water in her lungs, water in my lungs,
        breathed in water, breathed water, breathed in a lot of water, took in water, lungs full of water,
        pulled from the water, pulled him out, pulled her out, pulled him from, pulled her from,
        dragged him out, dragged her out, fished him out, fished out of the water, hauled her out,
        hauled him out, dragged out of the water, secondary drowning, dry drowning,
        swallowed a lot of water, swallowed lots of water, swallowed loads of water,
        swallowed so much water, swallowed a ton of water, se ahoga, se esta ahogando, ahogando,
        ahogandose, ahogado, ahogo, casi se ahoga, ahogar, noyade, se noie, noye, noyee,
        en train de se noyer, bu la tasse, ertrinkt, ertrunken, ertrinken, ertrinkende, lemas di laut,
        lemas dalam air, tenggelam, kelemasan, annega, annegando, annegato, annegata, sta affogando,
        affogato, affogando, afogando, afogou, afogado, se afogando, verdrinkt, verdronken, verdrinken,
        boat sank, boat is sinking, is sinking, hes sinking, shes sinking, starting to sink under,
        went in and, drank from the, going down again, under again, drank too much seawater,
        drank seawater, drank sea water, boat sinking, boat is going down, taking on water, capsized,
        boat capsized, boat flipped, kapal karam, bot karam, perahu terbalik, kapal tenggelam,
        masuk air banyak, under for two minutes, been under for, under for, under water for,
        underwater for, ha subido como un corcho, drowning in the water, drowning in the sea,
        drowning in the surf, drowning in the pool, drowning in the waves, drowning in water,
        drowning in waves, drowning in front of, hampir lemas, nyaris tenggelam, under too long,
        been under too long, been down too long,
        溺水, 淹水, 淹了, 快淹死, 呛水, 呛了水, 呛到水, 呛水了,
        溺れ, 溺れた, 溺れて, おぼれ, 海水をたくさん飲ん, 水を飲ん
    """,
    "DRANK": """
        drank, swallowed, inhaled, gulped, aspirated, trago, avale, geschluckt, telan, tertelan, drinking
    """,
    "WATER": """
        water, seawater, sea water, saltwater, agua, eau, wasser, air laut, acqua
    """,
    "TRAPPED": """
        trapped, stuck, entangled, tangled, tangled up, pinned, snagged, atrapado, atrapada, coince,
        coincee, bloque, eingeklemmt, feststeckt, gefangen, terperangkap, tersangkut, intrappolato,
        incastrato, preso, vast,
        被困, 卡住, 缠住,
        閉じ込め, 絡ま
    """,
    "UNDER_WATER": """
        underwater, under water, down there, at depth, in the wreck, inside the wreck, in a wreck,
        inside a wreck, in the cave, inside the cave, in a cave, inside a cave, cave, cavern, in the net,
        in a net, fishing net, ghost net, net, fishing line, anchor line, in the line, in kelp,
        at the bottom, on the bottom, bajo el agua, sous l eau, unter wasser, dalam air, bawah air,
        jaring, pukat, rete, red de pesca, unter dem boot, under the boat, below,
        水下, 水里, 沉船, 水中, 沈船, 海底
    """,
    "FEEL": """
        feel, feeling, feels, felt, move, moving, moves, use, lift, raise, bend, control, sense,
        sensation, siente, siento, sentir, mover, mueve, muevo, sens, sent, bouger, bouge, spurt, fuhlt,
        spure, fuhle, fuehle, spuere, fuehlt, bewegen, bewege, rasa, terasa, gerak, gerakkan, bergerak,
        merasa, merasakan, digerakkan, menggerakkan, sente, sento, muovere, muove, sinto, mexer, voelt,
        voel, gerakin, digerakin
    """,
    "WALK": """
        walk, walking, stand, stand up, standing, get up, talk, talking, speak, speaking, pee, urinate,
        wee, piss, swallow, remember, stay awake, keep her eyes open, keep his eyes open,
        keep my eyes open, see straight, see properly, see clearly, walk straight, stand straight,
        think straight, focus, balance, grip, hold things, hold anything, string a sentence, form words,
        form sentences, get words out, empty my bladder, pass urine, pass water, go to the toilet,
        make a fist, caminar, ponerse de pie, hablar, orinar, tragar, andar, marcher, parler, uriner,
        se lever, tenir debout, gehen, laufen, stehen, sprechen, pinkeln, jalan, berjalan, berdiri, cakap,
        bercakap, bicara, kencing, bangun, camminare, parlare, urinare, alzarsi, falar, urinar, lopen,
        praten, plassen, sit, sit up, sit by herself, sit by himself, hold a pen, hold a cup, hold a fork,
        use his arm, lift a finger, tie his, close, type, swim
    """,
    "LOST_SENSE": """
        감각이 없,
        lost feeling, lost all feeling, lost the feeling, lost sensation, lost vision, lost my vision,
        lost his vision, lost her vision, lost sight in, lost my sight, lost his sight, lost hearing,
        lost my hearing, lost control of, lost control of his, lost control of my legs, lost the use of,
        lost my balance, lost all strength, lost strength, lost use of, lost feeling in, loss of feeling,
        loss of sensation, loss of vision, no feeling in, no sensation in, gone blind, went blind,
        going blind, cant see out of, blind in one eye, no strength in, no power in, no control over,
        no grip, perdio la sensibilidad, perdi la sensibilidad, no siento, no siente, no puede mover,
        no puedo mover, ne sens plus, ne sent plus, plus de sensation, kein gefuhl, kein gefuehl,
        gefuhl verloren, hilang rasa, non sente, non sento, non riesce a muovere, nao sinto, nao sente,
        geen gevoel,
        没有知觉, 没知觉, 没感觉, 没有感觉, 动不了, 不能动, 看不见了, 走不了, 站不起来, 走不动, 说不出话,
        说不出话来, 说不了话, 讲不出话,
        感覚がない, 感覚が無い, 動かない, 動けない, 動かせない, 歩けない, 立てない, 見えなくなった,
        話せない, 话せなく, 喋れない
    """,
    "PARALYSED": """
        paralysed, paralyzed, paralysis, paralised, paralized, cant walk, cannot walk, legs gave way,
        legs gave out, legs are not working, legs dont work, legs stopped working, legs wont work,
        legs not working, arm wont work, arm not working, legs buckled, legs are gone, legs gone,
        legs are dead, dead leg, dead arm, arm is dead, leg is dead, legs like jelly, legs like lead,
        drooping, drooped, face is drooping, face drooping, slurring, slurred, slurs, slurred speech,
        speech is slurred, stutter, stutters, stuttering, stuttered, stammers, stammering, couldnt hold his,
        couldnt hold her, cant hold his cup, cant hold a cup, keeps dropping things, slurring her words,
        slurring his words, gibberish, talking gibberish,
        talking nonsense, talking rubbish, speaking nonsense, not making sense, not making any sense,
        makes no sense, isnt making sense, doesnt know where, doesnt know his name, doesnt know her name,
        doesnt know who, doesnt recognise, doesnt recognize, not recognising, not recognizing,
        doesnt remember, cant stand, cant stand up, wont stand up, walking like a drunk,
        walks like a drunk, cant keep balance, half of his face, half his face, half her face,
        half my face, one side of his, one side of her, one side of my, one side of the body, one sided,
        whole left side, whole right side, entire left side, entire right side, left side of my body,
        right side of my body, left side of his, right side of his, left side of her, right side of her,
        paralizado, paralizada, paralisis, habla raro, arrastra las palabras, paralyse, paralysee,
        paralysie, parle bizarrement, gelahmt, lahmung, gelaehmt, laehmung, lallt, lumpuh, meracau,
        cakap merapu, ngelantur, bicara ngawur, paralizzato, paralizzata, verlamd, paralisado, paralisada,
        wet himself, wet herself, everything is dark, everything went dark, moitie du visage,
        mitad de la cara, la mitad de la cara, halfte des gesichts, separuh muka, obeissent plus,
        gehorchen mir nicht, gehorcht mir nicht, gehorchen nicht, no me responden, no le responden,
        legs dont belong, moitie gauche, moitie droite, mitad izquierda, mitad derecha, gefuhllos,
        trouble speaking, trouble talking, difficulty speaking, cant talk right, eyelids are falling,
        eyelids falling, delira, below the belt, below the waist, from the waist down, below my waist,
        below his waist, waist down, not cooperating, wont cooperate, half a face, half a body,
        half my body, no strength in her legs, no strength in his legs, cara torcida, mulut senget,
        瘫痪, 瘫了, 麻痹, 神志不清, 胡言乱语, 说话不清, 口齿不清, 麻痺, 半身不随, 錯乱, 使不上劲, 左半边,
        右半边, 半边脸, 嘴歪, 嘴歪了, 嘴巴歪, 脸歪, 歪了,
        ろれつが回らない, 呂律が回らない, 力が入りません, 力が入らない, 動かない
    """,
    "CONFUSED": """
        confused, very confused, disoriented, disorientated, delirious, incoherent, out of it,
        acting strange, acting weird, acting drunk, behaving oddly, behaving strangely, staggering,
        stumbling, mumbling, looks drunk, drunk but, walking funny, falling over, keeps falling,
        talking funny, confundido, confundida, desorientado, desorientada, confus, confuse, desoriente,
        verwirrt, desorientiert, keliru, bingung, linglung, confuso, confusa, disorientato, verward
    """,
    "SENSE": """
        making sense, making any sense, make sense, makes sense, make any sense, coherent,
        talking properly, speaking properly
    """,
    # Behaves as if drunk.
    "ODD": """
        drunk, drunken, like a drunk, tipsy, high, stoned, spaced, spacey, zoned out, zoning out, loopy,
        loony, oddly, odd, weird, weirdly, strange, strangely, bizarre, funny, off, out of character,
        out of sorts, not himself, not herself, not right, not all there, nobody home, no one home,
        same question, same thing over and over, over and over, rubbish, nonsense, garbage, gibberish,
        making no sense, babbling, rambling, raving, mumbling, muttering, laughing and crying, giggling,
        hysterical, aggressive, combative, grumpy, staring, stares, stared, blank, blankly, vacant,
        glazed, glassy, glassy eyed, dazed, drowsy, sleepy, lethargic, slow to answer, slow to respond,
        walking into, bumping into, zigzag, zigzagging, sways, swaying, wobbling, tipping, leaning to,
        listing, crawling, crawl, stumbles, staggers, tripping over, falls over, fell over, fading,
        slipping away, slipping off, sinking fast, in a bad way, bad shape, very wrong, really wrong,
        badly wrong, terribly wrong, seriously wrong, delirious, hallucinating, borracho, ivre, saoul,
        betrunken, benommen, mabuk, ngawur, merapu, ubriaco, bebado, dronken, wanders, vague, agitated,
        violent, cant find his words, cant find her words, cant find the words, cant find my words,
        lost for words, words come out, de travers, cakap pelik, cakap merepek, cakap merapu,
        parla strano, redet wirr, redet komisch, habla cosas, wet himself, wet herself, soiled himself,
        everything is dark, everything went dark, everything is black, sees stars, sees double,
        喝醉, 像喝醉, 醉, 犯困, 嗜睡, 迷糊, 胡话, 说胡话,
        酔っ, 眠そう,
        find my words, find his words, find her words, words wont come, words dont come, mixing up
        words, mixes up words,
        wrong words, losing words, talking nonsense, doesnt make sense when
    """,
    "CHEST": """
        chest, breastbone, sternum, pecho, poitrine, thorax, brust, dada, petto, peito, borst,
        胸, 胸口, 胸部
    """,
    "CHEST_PAIN": """
        chest pain, chest pains, pain in chest, pain in my chest, pain in his chest, chest pressure,
        chest tightness, chest is tight, chest feels tight, tight chest, tightness in my chest,
        tightness in his chest, tightness in her chest, chest hurts, chest is hurting, dolor de pecho,
        dolor en el pecho, dolor toracico, opresion en el pecho, douleur thoracique,
        douleur a la poitrine, douleur dans la poitrine, mal a la poitrine, oppression thoracique,
        brustschmerzen, brustschmerz, schmerzen in der brust, druck auf der brust, sakit dada, nyeri dada,
        dada sakit, dada sesak, dolore al petto, male al petto, dor no peito, pijn op de borst,
        pijn in de borst, crushing pain, elephant on my chest,
        胸痛, 胸口痛, 胸闷, 胸口疼, 胸疼,
        胸が痛, 胸の痛み, 胸が苦し
    """,
    "ALLERGY": """
        anaphylaxis, anaphylactic, anaphylactic shock, allergic reaction, throat is swelling,
        throat swelling, throat swollen, throat closing, throat is closing, throat closing up,
        throat feels tight, tongue swelling, tongue is swelling, tongue swollen, swollen tongue,
        face swelling, face is swelling, face swelling up, face is swollen, lips swelling,
        lips are swelling, lips swollen, airway closing, going into shock, in shock, hives all over,
        covered in hives, se le hincha la garganta, garganta hinchada, se le cierra la garganta,
        se hincha la cara, gorge gonfle, gorge qui gonfle, visage gonfle, hals schwillt, zunge schwillt,
        gesicht schwillt, leher bengkak, muka bengkak, tekak bengkak, gola gonfia, si gonfia la gola,
        choque anafilatico, reaccion alergica, allergische schock, used his epipen, used her epipen,
        used the epipen, used an epipen, gave him epipen, gave him his epipen, needs his epipen,
        needs epipen, need an epipen now, asthma attack, having an asthma,
        喉咙肿, 过敏性休克, 过敏休克, 喉咙肿了,
        喉が腫れ, アナフィラキシー
    """,
    # Bad air.
    "CO": """
        carbon monoxide, bad air, contaminated air, air tasted funny, air tasted weird, air tastes funny,
        air tastes weird, air smelled, air smells of, exhaust fumes, bad gas, tasted oily, oily taste
    """,
    "EMBOLISM": """
        embolism, air embolism, gas embolism, arterial gas embolism, pneumothorax,
        had a spontaneous pneumothorax, had spontaneous pneumothorax, collapsed lung,
        burst lung, lung overexpansion injury, lung squeeze, pulmonary oedema, pulmonary edema,
        immersion pulmonary edema, ipo, sipe, ipe, embolia, embolie, embolia gassosa, lungenriss,
        barotraumatisme pulmonaire, hypothermia, hypothermic,
        气体栓塞, 气栓, 肺气压伤, 空気塞栓, 气胸, 気胸,
        エアエンボリズム
    """,
    "DCS": """
        dcs, dcs1, dcs2, dci, decompression sickness, decompression illness, the bends, bends, type 2 dcs,
        type ii dcs, type 1 dcs, caisson disease, bent, deco sickness, decompression hit, bends hit,
        skin bends, inner ear bends, inner ear dcs, spinal dcs, enfermedad descompresiva,
        enfermedad por descompresion, accident de decompression, maladie de decompression,
        maladie des caissons, dekompressionskrankheit, taucherkrankheit, deko unfall, dekounfall,
        dekompressionsunfall, penyakit dekompresi, malattia da decompressione, mdd, pdd,
        doenca descompressiva, decompressieziekte, caissonziekte, decompression injury,
        decompression accident, kena dekompresi, deco hit,
        减压病, 減圧症, 潜水病
    """,
    "BENT_NOW": """
        got bent, am bent, is bent, im bent, hes bent, shes bent, was bent, took a hit, taken a hit,
        gotten bent, being bent
    """,
}

STINGS: Mapping[str, str] = {
    # Reason enough to call.
    "VENOM": """
        stonefish, stone fish, stonfish, box jellyfish, box jelly, irukandji, man o war, man of war,
        portuguese man, bluebottle, sea snake, seasnake, sea krait, seakrait, cone snail, cone shell,
        coneshell, blue ring, blue ringed octopus, blue ringed, stingray, sting ray, lionfish, lion fish,
        scorpionfish, scorpion fish, pez piedra, pez leon, raya, serpiente marina, poisson pierre,
        poisson lion, raie, rascasse, serpent marin, steinfisch, feuerfisch, rotfeuerfisch, stachelrochen,
        seeschlange, ikan lepu, lepu, ikan pari, pari, ular laut, ikan batu, pesce pietra, pesce leone,
        pesce scorpione, trigone, razza, serpente di mare, peixe pedra, peixe leao, arraia, steenvis,
        koraalduivel, pijlstaartrog, needlefish, crown of thorns,
        石头鱼, 石鱼, 狮子鱼, 海蛇, 刺鳐, 魔鬼鱼刺, 魟鱼, 蓝环章鱼, 鸡心螺, 箱形水母, 箱水母,
        オニダルマオコゼ, オコゼ, ミノカサゴ, ウミヘビ, エイ, アカエイ, ハブクラゲ, ヒョウモンダコ,
        イモガイ,
        blue rings, with blue rings
    """,
    "BITER": """
        shark, sharks, barracuda, moray, moray eel, triggerfish, titan trigger, titan triggerfish, seal,
        crocodile, tiburon, requin, hai, jerung, hiu, yu, squalo, tubarao, haai, murena, morena, murane,
        murene, eel,
        鲨鱼, 鮫,
        サメ
    """,
    "STINGER": """
        jellyfish, jelly fish, jellies, fire coral, sea urchin, urchin, urchins, anemone, hydroid,
        hydroids, sea lice, sea wasp, medusa, medusas, erizo, meduse, oursin, qualle, quallen, seeigel,
        ubur ubur, obor obor, landak laut, bulu babi, riccio di mare, agua viva, caravela, kwal, zee egel,
        水母, 海胆,
        クラゲ, ウニ, ガンガゼ
    """,
    "STUNG": """
        stung, got stung, was stung, been stung, stepped on, stood on, trod on, jabbed, spiked, speared,
        stabbed by, punctured by, barbed by, envenomed, stings on, me pico, le pico, pico, picado, picada,
        pique, piquee, pique par, gestochen, getreten, disengat, tersengat, terpijak, kena sengat, kena,
        dipatuk, menginjak, terinjak, punto, punta, pestato, calpestato, pisou, pisei, gestoken, pise,
        piso, marche sur, reingetreten, auf einen, touched, grabbed, brushed against, clavado, clavo,
        se ha clavado, wrapped, whipped, got my, got me, got him, got her, got both my, got in, zapped,
        burned by, spined, spined by, bitten by something, bit me, something bit, poison is spreading,
        poison spreading, a ete pique, bite, a sting, the sting, after a sting, sting, stings, barb,
        spine, spines,
        蛰, 蜇, 蛰伤, 被蛰, 被蜇, 刺伤, 被刺, 扎, 踩到, 踩,
        刺された, 刺され, 刺さった, 踏んだ, 踏ん
    """,
    "BITTEN": """
        bitten, bit, bites, biting, got bitten, was bitten, attacked, mauled, attack on, mordio, mordido,
        mordida, ataco, mordu, mordue, attaque, gebissen, angegriffen, digigit, gigit, diserang, morso,
        morsa, attaccato, mordeu, gebeten, aangevallen,
        咬, 被咬, 咬伤, 咬了, 袭击,
        噛まれ, 襲われ, かまれ
    """,
}

SYMPTOMS: Mapping[str, str] = {
    # Signs of a diving illness: an emergency after a dive, otherwise worth a word of caution.
    "SERIOUS": """
        shaky and confused, confused and shaky, confused and sweaty, sweaty and confused,
        dizzy and confused, confused and dizzy, shaky and sweaty,
        tingling, tingles, tingle, tingly, tinglyness, tingeling, tinglin, numb, numbness, numness,
        numbing, pins and needles, pins n needles, prickling, prickly feeling, buzzing in my hands,
        weakness, gone dead, going dead, went dead, heavy arm, heavy legs, legs feel heavy,
        arm feels heavy, wobbly, wobbly legs, jelly legs, rubbery, unsteady, off balance, lightheaded,
        light headed, woozy, dizzy, dizy, dizziness, dizzyness, dizzi, dizzy spells, vertigo,
        room spinning, room is spinning, room keeps spinning, room wont stop spinning, world is spinning,
        world spinning, everything is spinning, everything spinning, head is spinning, head spinning,
        spinning, blurred vision, blurry vision, blurry, vision is blurry, vision blurry,
        vision is blurred, double vision, seeing double, seeing spots, seeing stars, seeing flashes,
        tunnel vision, blind spots, vision went, vision is weird, vision problems, brain fog, foggy head,
        cant think, cant concentrate, forgetful, drowsy, sleepy and, very sleepy, wont stay awake, groggy,
        dazed, spaced out, palpitations, heart racing, heart is racing, heart is pounding, heart pounding,
        irregular heartbeat, rash, rashes, blotchy, blotches, mottled, mottling, marbled, marbling,
        purple patches, purple spots, purple marks, red patches, patches on my skin, skin looks weird,
        skin crawling, lacy rash, bruise like, crackling under, crackly skin, crunchy skin, bubbles under,
        rice krispies, neck is swollen, neck swollen, swollen neck, bull neck, voice is hoarse,
        voice changed, joint pain, joint pains, painful joints, aching joints, joints ache, joints hurt,
        joints are killing, shoulder pain, elbow pain, knee pain, hip pain, arm pain, leg pain, cant pee,
        cannot pee, cant urinate, cant wee, no pee, not peed, havent peed, hasnt peed, unable to pee,
        coughing, coughing a lot, cant stop coughing, wont stop coughing, keeps coughing,
        persistent cough, cant hear, cannot hear, deaf, gone deaf, hearing loss, cant see, cannot see,
        tremor, tremors, trembling, shaking, clumsy, uncoordinated, cant feel, fainty, faint,
        feeling faint, feels faint, cold sweat, clammy, band around, tight band, hormigueo, hormigueos,
        cosquilleo, entumecido, entumecida, entumecimiento, adormecido, adormecida, adormecimiento,
        dormido el brazo, brazo dormido, mareo, mareado, mareada, vision borrosa, veo borroso, debilidad,
        sarpullido, manchas en la piel, dolor articular, dolor en las articulaciones, articulaciones,
        fourmillement, fourmillements, fourmis, picotements, engourdi, engourdie, engourdissement,
        engourdissements, vertige, vertiges, tete qui tourne, la tete tourne, vision trouble,
        vision floue, voit double, faiblesse, plaques rouges, marbrures, douleurs articulaires,
        douleur articulaire, kribbeln, kribbelt, kribbelnde, taub, taubheit, taubheitsgefuhl,
        taubheitsgefuehl, taube, taubes, eingeschlafen, schwindel, schwindelig, schwindlig, sehstorung,
        sehstorungen, verschwommen, doppelbilder, sieht doppelt, schwache, schwach, ausschlag,
        marmorierte haut, gelenkschmerzen, schulterschmerzen, ohrensausen plotzlich, kebas, kebas kebas,
        mati rasa, baal, kesemutan, semut semut, pening, pening kepala, pusing, pusing banget, berpusing,
        kabur, penglihatan kabur, pandangan kabur, lemah, ruam, bintik bintik, sakit sendi, nyeri sendi,
        sendi sakit, sendi sendi, formicolio, formicolii, intorpidito, intorpidita, intorpidimento,
        vertigini, giramenti di testa, gira la testa, debolezza, dolori articolari,
        dolore alle articolazioni, vista offuscata, eruzione cutanea, formigamento, dormencia, dormente,
        tontura, tonto, tonta, dor nas articulacoes, visao turva, fraqueza, tintelingen, tinteling,
        tintelt, verdoofd, gevoelloos, duizelig, duizeligheid, gewrichtspijn, dubbelzien, slap, uitslag,
        doof gevoel, duermen, duermen las piernas, se me duermen, se me duerme, se le duermen, engourdies,
        s endorment, gefuhllos, floor moves, floor is moving, ground moves, sounds far away, temblando,
        tiembla, delira, irregular, going like crazy, tastes like iron, taste of iron, metallic taste,
        taste blood, getting weaker, every joint, all my joints, spinal, spinal injury,
        black out my vision, half black, went black, feel drunk, feeling drunk, feels drunk, felt drunk,
        like drunk, two of everything, seeing two, temblar, no para de temblar, menggigil, zittern,
        发麻, 麻木, 麻, 刺痛, 头晕, 眩晕, 头昏, 晕, 视力模糊, 看东西模糊, 复视, 无力, 没力气, 关节痛,
        关节疼, 关节疼痛, 皮疹, 红斑, 花斑, 大理石纹, 眩暈, 脱力, 関節痛, 発疹, 斑点, 喝醉一样, 像喝醉,
        しびれ, 痺れ, シビレ, ピリピリ, ビリビリ, めまい, 目まい, ふらふら, ふらつき, かすむ, 二重に見え,
        力が入らない, 関節が痛, 関節の痛み, 肩が痛, 膝が痛, 肘が痛,
        voice sounds weird, voice sounds funny, voice sounds strange, voice sounds different,
        voice has changed, voice is different, donald duck, neck crackles, neck is crackling,
        crackles when i press,
        crackling under the skin, crackling in my neck, crackling in his neck,
        bubble wrap under,
        numbness went away on oxygen, went away on oxygen, better on oxygen, better with oxygen,
        went away on o2,
        better on o2
    """,
    "MILD": """
        headache, headaches, head ache, head hurts, splitting head, pounding head, migraine, nausea,
        nauseous, nauseated, queasy, sick to my stomach, feeling sick, feels sick, feel sick, vomiting,
        vomited, vomit, throwing up, threw up, puking, puked, tired, dead tired, dog tired, fatigue, fatigued,
        exhausted, knackered, wiped out, lethargic, earache, ear pain, ears hurt, ear hurts, ear ache,
        ear is bleeding, ears bleeding, nosebleed, nose bleed, nose is bleeding, nose bleeding,
        bloody nose, blood in my mask, blood in mask, itchy, itching, itches, itch, sore, cramp, cramps,
        fever, shivering, shivers, chills, cant stop shivering, ringing in my ears, ringing in my ear,
        ears ringing, ears are ringing, ear ringing, tinnitus, swelling, swollen, swelled, puffy, hoarse,
        feel weird, feels weird, feel strange, feels strange, feel funny, feels funny, feel off,
        feels off, feeling off, feel odd, feels odd, feel unwell, feels unwell, feeling unwell, unwell,
        feel awful, feels awful, feel terrible, feel rough, feel like crap, feel bad, feels bad,
        feeling bad, feel wrong, not feeling well, not feeling right, not feeling good, not feeling great,
        not feeling so good, dont feel well, dont feel right, dont feel good, dont feel so good,
        doesnt feel well, doesnt feel right, doesnt feel good, doesnt look good, doesnt look well,
        not well, not right, not okay, not ok, isnt right, isnt well, something is wrong, something wrong,
        somethings wrong, something is off, pale, weird feeling, funny feeling, strange feeling,
        odd feeling, twinge, niggle, ache, aches, achy, aching, pain, pains, painful, hurts, hurt,
        hurting, stiff, stiffness, discomfort, uncomfortable, burning, weak, panicking, panicked,
        panic attack, diarrhea, diarrhoea, eye is red, eyes are red, red eyes, mask squeeze,
        heart is going, sweating, sweaty, squeeze, out of sorts, dolor de cabeza, me duele la cabeza,
        nauseas, vomitos, vomitando, cansado, cansada, cansancio, duele, dolor, duelen, malestar,
        me siento mal, se siente mal, se encuentra mal, me encuentro mal, mal de tete, maux de tete,
        nausee, nausees, vomi, vomissements, douleur, douleurs, mal au, mal a l, mal a la, ai mal,
        se sent mal, me sens mal, pas bien, kopfschmerzen, kopfweh, ubelkeit, ubel, uebelkeit, erbrechen,
        erbricht, mude, erschopft, schmerz, schmerzen, tut weh, weh, unwohl, schlecht, geht es nicht gut,
        geht es schlecht, fuhlt sich schlecht, sakit kepala, loya, mual, muntah, muntah muntah, penat,
        letih, lelah, capek, sakit, nyeri, lenguh, pegal, linu, tak sedap badan, tidak enak badan,
        gak enak badan, tak sihat, mal di testa, vomito, stanco, stanca, dolore, male, fa male,
        mi fa male, sta male, dor, dores, dor de cabeca, enjoo, passando mal, hoofdpijn, misselijk, moe,
        pijn, niet lekker, onwel, feel a bit off, feeling a bit off, feel a little off, feels a bit off,
        feel a bit weird, feel a bit strange, feel a bit funny, feeling rough, feel rubbish,
        feeling rubbish, feel ill, feeling ill, ill,
        头痛, 头疼, 恶心, 呕吐, 想吐, 疲劳, 很累, 痛, 疼, 疼痛, 不舒服, 难受, 頭痛, 嘔吐,
        頭が痛, 吐き気, 吐いた, 疲れ, だるい, 痛い, 痛み, 痛む, 痛く, 気分が悪, 気持ち悪, 調子が悪,
        具合が悪, 体調が悪
    """,
    "PAIN": """
        pain, pains, painful, hurts, hurt, hurting, ache, aches, aching, achy, sore, killing me,
        killing him, killing her, is killing, agony, throbbing, throbs, stabbing, burning, stiff, twinge,
        niggle, discomfort, dolor, duele, duelen, douleur, douleurs, mal, schmerz, schmerzen, weh,
        tut weh, sakit, nyeri, lenguh, linu, dolore, male, dor, dores, doi, pijn, back pain, back pains,
        back ache, back hurts,
        痛, 疼, 疼痛, 酸痛,
        痛い, 痛む, 痛み, 痛く, が痛い,
        stechen, sticht, ziehen, brennen, druecken, pincement, elancement, punzada, pinchazo,
        quemazon, menusuk, pedih
    """,
    "WEAK": """
        weak, heavy, dead, weird, funny, strange, odd, asleep, cold, useless, off, debil, raro, rara,
        faible, lourd, bizarre, schwach, schwer, komisch, lemah, berat, aneh, debole, strano, pesante,
        fraco, estranho, zwak, raar,
        没力, 无力, 奇怪, 変
    """,
    # What a part of the body may be or do when something is wrong with it.
    "ABNORMAL": """
        fuzzy, fizzy, cotton wool, cotton, woolly, electric, thick, gone, dead, dragging, drags, drag,
        heavy, stupid, useless, jelly, ants, crawling, sponges, sponge, buzzing, buzz, buzzes, on fire,
        burning, burns, throbbing, throbs, swelling, swollen, swelled, doubled, ballooned, puffed,
        puffing, limp, floppy, lopsided, crooked, wonky, drooping, droops, droopy, hanging, sagging,
        twisted, weird, strange, funny, odd, wrong, off, asleep, lame, weak, weaker, weakness, tingly,
        tingling, tingle, tingles, numb, stiff, rubbery, wobbly, trembling, shaking, shakes, shaky,
        twitching, twitchy, spasms, spasm, spasming, cramping, locked, locking, seizing up, frozen,
        patchy, blurry, blurred, cloudy, dim, dark, double, curtain, blind, roaring, whistling, whirling,
        tilts, tilting, tilted, spins, spinning, rolling, fixed, dilated, different sizes, squeezing,
        tight, tightness, vice, bubbling, crackly, crackling, crunchy, mottled, marbly, marbled, leopard,
        purple, spotty, spots, patches, swirls, red, clammy, sweaty, pale, grey, ashen, white, blue,
        unsteady, dizzy, dull, deep ache, pressure, stabbing, shooting, electric shocks, shocks, killing,
        agony, aching, ache, aches, hurts, hurt, hurting, sore, painful, pain, prickly, prickling, pins,
        won t work, wont work, not working, wont close, wont open, wont move, wont bend, wont stop,
        giving way, buckled, buckling, collapsing, not mine, not there, isnt there, detached,
        disconnected, slow, sluggish, raro, rara, extrano, pesado, pesada, debil, dormido, dormida,
        dormidos, hormiguean, hormiguea, hinchado, hinchada, tiembla, duele, bizarre, lourd, lourde, mou,
        molle, faible, gonfle, gonflee, tremble, tremblent, gourd, engourdi, komisch, seltsam, schwer,
        schwach, taub, kribbelt, geschwollen, zittert, steif, aneh, pelik, berat, lemah, lemas, bengkak,
        menggeletar, gemetar, kebas, gatal, gatal gatal, ungu, pesante, strano, strana, debole, gonfio,
        gonfia, inchado, estranho, raar, zwaar, zwak, gezwollen, blauw, popped, pop, burst, torn,
        going numb, going dead, tickling, squeezed, going, failing, giving out, mashed, crushed,
        sandpaper, feel like, feels like, exploding, exploded, upside down, like rubber, aus gummi,
        wie gummi, wrong colour, wrong color, traine, torcida, senget, torta,
        奇怪, 发麻, 麻, 肿, 没力, 没有力气, 没力气, 无力, 抖, 发抖, 紫, 変, 紫色,
        重い, 腫れ, 震え, しびれ, 冷たい
    """,
    "LIMB": """
        joint, joints, shoulder, shoulders, elbow, elbows, knee, knees, hip, hips, wrist, wrists, ankle,
        ankles, arm, arms, leg, legs, hand, hands, finger, fingers, fingertips, foot, feet, toe, toes,
        thigh, thighs, calf, limb, limbs, forearm, spine, groin, articulacion, articulaciones, hombro,
        hombros, codo, rodilla, rodillas, brazo, brazos, pierna, piernas, mano, manos, dedo, dedos, pie,
        pies, articulation, articulations, epaule, epaules, coude, genou, genoux, bras, jambe, jambes,
        doigt, doigts, pied, pieds, la main, les mains, gelenk, gelenke, gelenken, schulter, schultern,
        ellbogen, ellenbogen, knie, arme, bein, beine, beinen, hande, fuss, fusse, sendi, bahu, siku,
        lutut, tangan, lengan, kaki, jari, pinggul, articolazioni, spalla, spalle, gomito, ginocchio,
        braccio, braccia, gamba, gambe, mani, dita, piede, piedi, ombro, joelho, cotovelo, perna, pernas,
        mao, maos, schouder, elleboog, knieen, benen, handen, vingers,
        关节, 肩膀, 肩, 手肘, 肘, 膝盖, 膝, 手臂, 胳膊, 腿, 手, 手指, 脚, 四肢, 左手, 右手, 左臂, 右臂,
        双腿, 関節, 腕, 足, 指, 手足, 両足, 左腕, 右腕
    """,
    "PART": """
        eyelid, eyelids, eye, eyes, pupil, pupils, lips, lip, tongue, throat, gums, skin, belly, tummy,
        ribs, rib, groin, sole, soles, fingertip, fingertips, speech, voice, smile, mouth, jaw, head,
        skull, vision, sight, eyesight, hearing, balance, memory, muscles, muscle, bladder, buttock,
        buttocks, thumb, thumbs, shin, shins, armpit, chest, lung, lungs, abdomen, flank, kidney, scalp,
        forehead, cheek, cheeks, ear, ears, torso, left side, right side, grip, heart, pulse, nerve,
        nerves, pee, habla, vista, lengua, piel, ojo, ojos, boca, parole, vue, langue, peau, oeil, yeux,
        bouche, cotes, sprache, sicht, zunge, haut, auge, augen, mund, rippen, lidah, kulit, mata, mulut,
        bibir, percakapan, penglihatan, dada, lingua, pelle, occhio, occhi, bocca, pele, olho, tong, huid,
        oog, ogen, mond,
        眼睛, 舌头, 皮肤, 嘴巴, 说话, 視界, 目, 舌, 皮膚, 口, 頭, 头, 脚底
    """,
    "BODY": """
        face, side, body, body parts, neck, belly, stomach, abdomen, tummy, waist, lower half, cheek,
        lips, tongue, cara, espalda, lado, cuello, cuerpo, visage, dos, cote, cou, corps, gesicht, rucken,
        seite, korper, nacken, muka, wajah, badan, belakang, leher, pinggang, faccia, schiena, lato,
        collo, corpo, rosto, costas, gezicht, rug, kant, skin, anything, eyes, eye, my back, his back,
        her back, lower back, upper back, the back pain, back pain, back ache, back hurts, back is,
        back pains,
        脸, 背, 腰, 脖子, 身体, 半边, 顔, 背中, 体, 首
    """,
    "EAR": """
        ear, ears, eardrum, eardrums, oido, oidos, oreille, oreilles, tympan, ohr, ohren, trommelfell,
        telinga, orecchio, orecchie, ouvido, oor, oren, sinus, sinuses,
        耳朵, 耳膜, 耳, 鼓膜
    """,
    "SEVERE": """
        badly, severe, severely, seriously, serious, heavily, a lot, lots, everywhere, unbearable,
        unbearably, excruciating, excruciatingly, worst, terrible, horrible, horrendous, awful, intense,
        extreme, extremely, screaming, crying in pain, in agony, agony, agonising, agonizing, insane pain,
        insane, getting worse, gets worse, worse and worse, getting worse fast, worse, worsening,
        spreading, wont stop, doesnt stop, huge, gushing, pouring, spurting, sudden, suddenly, massive,
        crazy pain, so much pain, writhing, worst ever, really bad, uncontrollably, nonstop, ballooned,
        ballooning, going up my, up my leg, up my arm, up his arm, up his leg, fuerte, muy fuerte, grave,
        insoportable, tres mal, forte, violent, violente, insupportable, stark, starke, starker, heftig,
        heftige, unertraglich, extrem, teruk, parah, kuat, fortissimo, insopportabile, forte demais,
        hevig, erge, wont clot, cold as,
        剧痛, 剧烈, 严重, 很痛, 厉害, 激痛,
        ひどい, 激しい, ひどく, すごく
    """,
    "SELF_HARM": """
        kill myself, killing myself, end my life, suicidal, want to die, commit suicide,
        hurt myself on purpose, harm myself, harming myself, take my own life, taking my own life,
        end it all,
        no longer want to live, dont wish to live, do not wish to live, dont wanna live, no point in living,
        dont want to be alive, do not want to be alive, nobody would notice if i, no one would notice if i,
        rather not come back up, wish i was dead, wish i were dead, better off dead,
        dont want to be here anymore, rather be dead, want it all to stop, want it all to end,
        dont want to live, do not want to live, no reason to live, tired of living, want it to be over,
        dont want to come up from, do not want to come up from, dont want to come back up,
        dont want to come up again,
        not want to come back up, not coming back up,
        wont be coming back up, will not come back up on purpose, not going to come up again,
        take the reg out at depth, take the reg out and stay, take my regulator out for good,
        everyone would be better off, they would be better off, theyd be better off, better off without me,
        stay down there forever, stay down for good, quiero morir, suicidarme, me suicider,
        mich umbringen, bunuh diri,
        自杀, 自殺, 想死,
        死にたい,
        ya no quiero vivir, no quiero seguir viviendo, ya no quiero seguir,
        quitarme la vida,
        me quiero matar, no pienso volver a subir, no voy a volver a subir, je veux mourir, envie de mourir,
        plus envie de vivre, veux plus vivre, mettre fin a mes jours, envie de me tuer, ich will sterben,
        will nicht mehr leben, nicht mehr leben, mir das leben nehmen, das leben nehmen, nicht mehr
        auftauchen wollen,
        nak mati, ingin mati, mau mati, tak nak hidup, tidak mau hidup, tak mahu hidup, tidak ingin hidup,
        akhiri hidup, mengakhiri hidup, written the letters, wrote the letters, written my goodbyes,
        said my goodbyes,
        leave a note behind, goodbye note, suicide note, nobody would miss me, no one would miss me,
        just let go and sink, let myself sink, not planning to surface, plan not to surface, never
        come back up,
        make it look like an accident, end it underwater,
        dont see a reason to go on, cant go on living,
        不想活, 不打算上来, 不上来了, 结束生命, 轻生, 活不下去, 生きていたくない,
        消えたい, 浮上したくない, 戻らないつもり, 自殺したい
    """,
}

CIRCUMSTANCES: Mapping[str, str] = {
    "DIVE": """
        dive, dives, diving, dived, dove, dving, dve, diveing, scuba, freedive, freediving, freedove,
        snorkel, snorkeling, snorkelling, tank, immersion, divin, wreck dive, night dive, drift dive,
        shallow dive, shallow dives, no deco dive, no deco dives, no stop dive, no stop dives,
        no decompression dive,
        no decompression dives, deep dive, training dive, checkout dive, check dive, shore dive, boat dive,
        spearfishing,
        tauchgang, tauchgangs, tauchgange, tauchen, getaucht, nachttauchgang, tieftauchgang, tauchte,
        bucear, buceo, bucee, buceando, inmersion, inmersiones, buceamos, plongee, plongees, plonge,
        plonger, menyelam, selam, selaman, penyelaman, nyelam, ngedive, immersione, immersioni, subacquea,
        mergulho, mergulhar, mergulhei, duik, duiken, gedoken, depth, descent, ascent, ascents,
        the ascent,
        潜水, 潜, 下潜, 深潜, 自由潜, 夜潜, 船潜, 浮潜,
        ダイビング, 潜って, 潜った, 潜り, ダイブ
    """,
    "AFTER": """
        after, afters, since, following, post, hours after, minutes after, straight after, right after,
        soon after, despues, despues de, tras, luego de, desde, apres, depuis, suite a, nach, seit,
        selepas, lepas, setelah, sesudah, sejak, habis, abis, sehabis, dopo, dal, dalla, dall, depois,
        apos, sinds, following on from
    """,
    "AFTER_DIVE": """
        surfaced, surfacing, resurfaced, on surfacing, ascended, ascending, just came up, came up,
        came back up, coming up, came to the surface, at the surface, on the surface,
        got out of the water, out of the water, got back on the boat, back on the boat, back on board,
        back on shore, back on deck, back at the dock, back at the hotel, climbed back, climbed out,
        back from the dive, back from diving, back from dive, exited the water, exiting the water,
        post dive, postdive, after dive, just dived, dived yesterday, dived today, dived this morning,
        was diving, were diving, been diving, went diving, dove yesterday, dove today, dove this morning,
        i dived, we dived, we dove, i dove, did two dives, did three dives, did four dives, did a dive,
        did 2 dives, did 3 dives, did 4 dives, did 5 dives, two dives today, three dives today,
        2 dives today, 3 dives today, 4 dives today, last dive, second dive, third dive, first dive,
        deep dive, dives today, dives yesterday, my dive, the dive, our dive, his dive, her dive,
        todays dive, this dive, that dive, todays dives, yesterdays dive, yesterdays dives,
        this mornings dive, this afternoons dive, this evenings dive, last night dive, the dives,
        my dives, flew home, flight home, on the plane, on the flight, two tanks, decent, si interval,
        surface interval, al salir del agua, salir del agua, salio del agua, al subir, subi,
        despues de bucear, despues del buceo, despues de la inmersion, tras bucear, tras la inmersion,
        desde la inmersion, remontee, en remontant, en sortant de l eau, sorti de l eau, apres la plongee,
        apres plongee, apres une plongee, apres avoir plonge, depuis la plongee, nach dem tauchen,
        nach dem tauchgang, nach tauchgang, nach tauchen, nach einem tauchgang, seit dem tauchgang,
        seit dem tauchen, nach dem auftauchen, aus dem wasser, aufgetaucht, lepas dive, lepas menyelam,
        selepas menyelam, selepas dive, selepas diving, setelah menyelam, setelah diving, habis diving,
        abis diving, habis menyelam, habis dive, lepas selam, sesudah menyelam, sejak menyelam, abis dive,
        abis nyelam, habis nyelam, pas naik, baru naik, lepas naik, dopo l immersione, dopo immersione,
        dopo un immersione, dopo la risalita, dopo le immersioni, dall immersione, depois do mergulho,
        apos o mergulho, depois de mergulhar, desde o mergulho, na de duik, na het duiken, na een duik,
        sinds de duik, uit het water, remonte, je suis remonte, je suis remontee, depuis la remontee,
        went down, we went down, went under the water, lunch dive, morning dive, afternoon dive,
        dive ended, dived, snorkel trip, since surfacing, off the boat, off the rib, sea dive,
        erster tauchgang, desde que subi, desde que sali, al salir, deep dives, dives in 2 days,
        dives this week, dives in a row, dives in, from diving, home from diving, from the dive,
        dive was at, dive at, surfaced at, since the wreck, after the wreck, after the reef,
        潜水后, 潜水之后, 潜完, 潜水完, 潜水回来, 潜完水, 上岸后, 出水后, 上来后, 上浮后, 上升后,
        潜水结束, 下潜后, 上来以后, 昨天潜水, 今天潜水, 早上潜水, 刚潜, 刚潜完, 刚潜水, 潜水上来, 深潜后,
        上船后, 潜水後, 浮上後, 浮上直後, 浮上後、,
        ダイビング後, ダイビングの後, ダイビングのあと, ダイビングした後, 潜った後, 潜ったあと,
        潜ってから, 浮上した後, 浮上して, エキジット後, ダイビングから, 上がった後, 上がってから
    """,
    "DID": """
        did, done, made, finished, completed, had, hice, hicimos, fait, gemacht, buat, fatto, fiz
    """,
    "ENDED": """
        ended, over, finished
    """,
    "RECENT": """
        today, tonight, yesterday, this morning, this afternoon, this evening, minutes ago, minute ago,
        mins ago, min ago, hours ago, hour ago, hrs ago, hr ago, half an hour, an hour, last night,
        earlier, just now, just, hoy, ayer, esta manana, esta tarde, hace una hora, hace 10 minutos, hace,
        aujourd hui, hier, ce matin, cet apres midi, il y a, heute, gestern, heute morgen, heute fruh,
        vor einer stunde, vorhin, gerade, hari ini, tadi, tadi pagi, pagi tadi, semalam, kemarin,
        kelmarin, petang tadi, barusan, barusan aja, oggi, ieri, stamattina, poco fa, hoje, ontem,
        agora pouco, vandaag, gisteren, vanmorgen, vanochtend, few days, 2 days ago, two days ago, ago,
        h ago, hrs back, at noon, since lunch, since breakfast, this week, saturday, sunday, monday,
        last weekend, sabado, samstag, samedi, sabtu, ahad, its been, it has been, its now, been 6 hours,
        been an hour, been one hour, been two hours, been two minutes, been two days, been three hours,
        been three minutes, been three days, been four hours, been four minutes, been four days,
        been five hours, been five minutes, been five days, been six hours, been six minutes,
        been six days, been seven hours, been seven minutes, been seven days, been eight hours,
        been eight minutes, been eight days, been ten hours, been ten minutes, been ten days,
        been 2 hours, been 2 minutes, been 2 days, been 3 hours, been 3 minutes, been 3 days,
        been 4 hours, been 4 minutes, been 4 days, been 5 hours, been 5 minutes, been 5 days,
        been 6 minutes, been 6 days, been 8 hours, been 8 minutes, been 8 days, been 10 hours,
        been 10 minutes, been 10 days, been 12 hours, been 12 minutes, been 12 days, been 20 hours,
        been 20 minutes, been 20 days, been 30 hours, been 30 minutes, been 30 days,
        今天, 昨天, 刚才, 刚刚, 早上, 下午, 今日, 昨日, 今朝, 前天,
        さっき, 先ほど
    """,
    "NOW": """
        peeing blood, pissing blood, urinating blood,
        now, right now, rn, at the moment, currently, still, immediately, asap, straight away, quickly,
        quick, hurry, please hurry, as we speak, woke up, woken up, getting worse, keeps, wont stop,
        going on, happening, started, just started, all of a sudden, suddenly, ahora, ahora mismo, ya,
        rapido, de repente, sigue, maintenant, tout de suite, vite, en ce moment, toujours, jetzt, sofort,
        schnell, gerade jetzt, immer noch, sekarang, sekarang juga, cepat, segera, masih, tiba tiba,
        tetiba, adesso, ora, subito, presto, improvvisamente, agora, nu, meteen, snel, plotseling,
        nog steeds,
        现在, 马上, 快, 快点, 赶紧, 突然, 立刻, 还在, 一直, 今,
        今すぐ, すぐ, 早く, 急に, まだ, ずっと
    """,
    "HELP": """
        help, helpp, hlp, pls help, please help, help please, help us, help me, someone help,
        somebody help, ayuda, ayudenme, ayudame, auxilio, socorro, aidez moi, aidez nous, au secours,
        a l aide, hilfe, bitte helft, tolong, tolongggg, tolonglah, bantuan, bantu, help help, aiuto,
        aiutateci, aiutatemi, ajuda, me ajuda, ajudem, help ons, helpen,
        救命, 救救, 帮帮, 求助, 救人,
        助けて, たすけて, 誰か助けて, 助けてください
    """,
    # Asks what to do, here and now.
    "TRIED": """
        what do i do, what do we do, what should we do, what can we do, what do i do now,
        what should i do now, what shall we do, wat do i do, what to do now, que hago, que hacemos,
        que faire, on fait quoi, was tun, was machen wir, was soll ich tun, was sollen wir tun,
        was mache ich, macam mana ni, macam mana sekarang, nak buat apa, apa harus buat, harus bagaimana,
        gimana nih, harus gimana, cosa faccio, che faccio, cosa facciamo, o que faco, wat moet ik doen,
        wat nu, tell me what to do, what to do, i dont know what to do, dont know what to do,
        no idea what to do, somebody tell me what, say what to do, what now, what next, what should i do,
        where to take, where do i take, where do we take, where can we take, where to bring,
        where do we bring, where can i take,
        怎么办, 该怎么办, 怎么做才好,
        どうすれば, どうしたら, どうしよう
    """,
    "ALARM": """
        pomocy, imdat, saklolo, помогите, 도와주세요, 살려주세요,
        sos, mayday, pan pan, this is an emergency, its an emergency, is an emergency, medical emergency,
        diving emergency, dive emergency, have an emergency, emergency here, real emergency, not a drill,
        dive accident just happened, diving accident, dive accident, accident just happened,
        had an accident, es una emergencia, tenemos una emergencia, emergencia medica, c est une urgence,
        accident de plongee, notfall, tauchunfall, es ist ein notfall, wir haben einen notfall, kecemasan,
        ada kecemasan, darurat, keadaan darurat, gawat, gawat darurat, emergenza, e un emergenza,
        incidente subacqueo, emergencia, e uma emergencia, acidente de mergulho, noodgeval, duikongeval,
        urgencia medica, man overboard, diver down, diver in trouble, divers in trouble,
        diver in distress, divers in distress, diver needs help, fire on the liveaboard, fire on board,
        boat on fire, boat is on fire, liveaboard on fire, fire on the boat, people in the water,
        ship is sinking, boat capsized, flipped the zodiac, zodiac flipped, boat flipped, isnt a drill,
        no drill, not a test, this is real, not an exercise, this is not a joke, not a joke, no joke,
        紧急情况, 紧急, 出事了, 出事, 出人命, 緊急事態, 緊急,
        緊急です, 事故です, 大変です,
        boat sinking, boat is sinking, ship sinking, dive boat sinking, liveaboard sinking
    """,
    # Alone, or with an exclamation mark.
    "BARE_ALARM": """
        emergency, emergancy, emergncy, emergencia, urgence, notfall, kecemasan, darurat, emergenza,
        noodgeval, urgent, accident, accidente, unfall,
        急
    """,
    "WANT": """
        need, needs, needed, want, call, calling, send, get, get us, get me, where, nearest, closest,
        which, find, request, requesting, necesito, necesitamos, llamen, llama, llamar, manden, donde,
        besoin, appelez, appeler, envoyez, ou est, ou, brauche, brauchen, ruft, rufen, wo ist, wo, perlu,
        perlukan, butuh, panggil, panggilkan, hubungi, telefon, telpon, di mana, dimana, chiamate,
        chiamare, serve, dove, preciso, precisamos, chamem, chame, onde, bel, nodig, waar,
        叫, 需要, 打, 哪里, 必要,
        呼んで, 呼んでください, どこ
    """,
    "RESCUE": """
        ambulance, coast guard, coastguard, coastgard, helicopter, medevac, evacuation, evac, rescue boat,
        search and rescue, paramedic, paramedics, medic, lifeboat, lifeguard, recompression chamber,
        hyperbaric chamber, decompression chamber, deco chamber, chamber, chamber number,
        emergency number, emergency number now, hotline now, dan hotline now, o2 now, o2, search party,
        rescue team, rescue services, ambulancia, guardia costera, guardacostas, salvamento maritimo,
        helicoptero, camara hiperbarica, secours, cross, samu, pompiers, gardes cotes, caisson,
        caisson hyperbare, helicoptere, krankenwagen, rettungswagen, kustenwache, seenotrettung, rettung,
        hubschrauber, druckkammer, notarzt, ambulans, ambulan, pengawal pantai, bomba, apmm, mmea,
        basarnas, tim sar, ruang dekompresi, chamber dekompresi, ambulanza, guardia costiera,
        camera iperbarica, elicottero, guarda costeira, kustwacht, decompressiekamer, hyperbaric facility,
        hyperbaric centre, hyperbaric center, hyperbaric unit, hyperbaric, recompression, aed,
        defibrillator,
        救护车, 海警, 海岸警卫队, 减压舱, 高压氧舱, 高压氧, 直升机, 救急車, 海上保安庁,
        再圧チャンバー, チャンバー
    """,
    "CALL": """
        call, calling, dial, phone, ring, llamen al, llamar al, llama al, appelez le, appeler le, ruft,
        rufen, hubungi, telefon, telpon, panggil, chiamate il, chiama il, chamem, bel,
        打, 拨打, 叫
    """,
    "NUMBER": """
        911, 999, 112, 995, 000, 119, 110, 120, 118, 115, 15, 191, 1669
    """,
    # Something went wrong that may still do harm.
    "INCIDENT": """
        stuck inflating, shooting up, shooting to the surface, deco violation, in deco violation,
        go back down to fix, go back down to cure, recompress in water, recompress in the water,
        recompress myself,
        rapid ascent, fast ascent, uncontrolled ascent, runaway ascent, emergency ascent from, shot up,
        shot to the surface, shot up to, rocketed, rocketed up, bolted to the surface, bolted up,
        bolted for the surface, popped up, corked, polaris missile, ascended too fast,
        ascended too quickly, ascended too quick, came up too fast, came up too quick,
        came up too quickly, came up way too fast, came up fast, came up quick, came up really fast,
        surfaced too fast, surfaced too quickly, went up too fast, went up too quickly, missed deco,
        missed my deco, missed decompression, missed our deco, missed his deco, missed her deco,
        missed my stops, missed my stop, missed a stop, missed all stops, missed the stop,
        missed deco stop, missed deco stops, missed a deco stop, missed my safety stop,
        missed the safety stop, omitted deco, omitted decompression, skipped deco, skipped my deco,
        skipped our deco, skipped his deco, skipped the deco, skipped decompression, skipped all deco,
        skipped the safety stop, skipped my safety stop, skipped safety stop, no safety stop,
        without a safety stop, without safety stop, without doing a safety stop, blew my stop,
        blew my deco, blew off deco, blew off my deco, blew through my deco, blew through deco, blew past,
        blew the stop, went into deco, was in deco, lost buoyancy, lost weight belt, lost my weight belt,
        lost his weight belt, dropped my weights, dropped his weights, dropped weight belt,
        ran out of air, ran out of gas, ran out of air at, out of air at, out of air and,
        breathed the wrong gas, wrong gas, switched to the wrong gas, held my breath on the way up,
        held his breath on the way up, held her breath on the way up, held breath while ascending,
        computer locked me out, computer is locked, inflator stuck, bcd inflator stuck, free flow at,
        panicked at, panicked and, panicked underwater, straight to the surface, straight up from,
        buddy breathing from, near miss, flew right after, flew after diving, flew the same day,
        ascenso rapido, subio muy rapido, subi muy rapido, subio demasiado rapido, subi demasiado rapido,
        remonte trop vite, remontee trop rapide, remontee rapide, remontee trop vite,
        paliers non effectues, sans palier, panne d air, zu schnell aufgetaucht, zu schnell hoch,
        zu schnell hochgekommen, schnell aufgetaucht, notaufstieg, aufstieg zu schnell,
        naik terlalu cepat, naik laju, naik cepat, naik laju sangat, terlalu cepat naik, naik kecepetan,
        habis udara, kehabisan udara, kehabisan angin, risalita rapida, risalita veloce,
        risalito troppo veloce, risalita troppo veloce, salito troppo in fretta,
        risalito troppo in fretta, subida rapida, subiu muito rapido, subi muito rapido,
        te snel opgestegen, te snel naar boven, te snel omhoog, snelle opstijging,
        上升太快, 上升过快, 上升得太快, 快速上升, 浮上太快, 上浮太快, 上来太快, 没做减压, 没做安全停留,
        急浮上, 急速浮上,
        浮上が速すぎ, 早く浮上しすぎ, エア切れ, 減圧停止せず,
        did an emergency ascent, emergency ascent in, emergency ascent this, emergency ascent today,
        emergency swimming ascent, cesa, shot up in a panic, subio de golpe, subi de golpe,
        hochgeschossen,
        naik terlalu laju
    """,
    "MISSED": """
        missed, skipped, blew, blew through, blew off, omitted, ignored, cut short, ran through,
        overstayed, violated, busted
    """,
    "DECO": """
        deco, decompression, deco stop, deco stops, decompression stop, decompression stops, safety stop,
        safety stops, stop, stops, ceiling, ndl, no deco limit
    """,
}

DANGER_PHRASES: Mapping[str, str] = {**PEOPLE, **LIFE, **STINGS, **SYMPTOMS, **CIRCUMSTANCES}

# Words that matter and that shaking hands write wrongly; one slip of the finger is forgiven.
OFTEN_MISSPELT = """
    after chest breathe breathing breath breathes unconscious unresponsive conscious consciousness
    fainted collapsed seizure convulsing missing disappeared drowning drowned bleeding numbness
    tingling paralysed paralyzed paralysis dizziness decompression sickness emergency ambulance
    helicopter coughing vomiting vomited shoulder friend girlfriend boyfriend husband daughter
    brother diving swelling swollen jellyfish stonefish stingray lionfish propeller surfaced surface
    ascended ascent headache nausea stopped confused choking blurred vertigo spinning oxygen
    yesterday morning afternoon minutes throat stomach shoulders fingers instructor symptoms course
    swallowed responding unable weakness allergic inconsciente bewusstlos inconscient pengsan
    respira respire
"""
# One slip away from those, and themselves ordinary words.
LOOK_ALIKES = """
    alter chess crest cheat chet chests brothers daughters husbands girlfriends instructors
    helicopters surfaces collapses propelled propellers downed downing assent accent breeding
    blending blurted breach breadth breaths bother brothel cooking chocking smoking curse coarse
    driving divine dining emergence fried mourning moaning spanning stomped selling spelling
    smelling dwelling threat usable messing mixing
"""
