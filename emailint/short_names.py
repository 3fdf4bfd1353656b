"""Short forms of given names, and what a name is in the neighbouring languages.

Written by hand, folded as `given_names` are.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_SHORT_FORMS: Final = """
alejandro alex ale jandro sandro alexander alec sandy xander
alejandra alex ale sandra alexandra sandy
alberto albert berto tito al
alfonso poncho fonso
alfred al fred alfie alfredo
ana anita annie anna ann anne ani anabel nan nancy
anthony tony antony ant
antonio tono toni tony anton antoni tonin
antonia toni tona
andrew andy drew andres andreu ander
asuncion asun chon
barbara barb barbie babs
beatriz bea betty beatrice
begona bego
benjamin ben benny benji
bernardo berni bernie bernard nardo
carlos carles charly charlie carlitos karlos charles
carmen mamen carme carmela maricarmen menchu
carolina caro carol caroline carrie carolyn lina
catalina cata cati catherine katherine kathryn cathy kathy kate katie kat kit kitty kathleen katy
catalina katya
charles charlie chuck chas chaz carl
christopher chris kit topher cristobal tobal
christine chris chrissy tina christina cristina cris crista
cristian cris chris christian
concepcion concha conchi conchita chelo inma
consuelo chelo
daniel dani dan danny
daniela dani daniella danielle
david dave davey davy
deborah debra deb debbie debby debra
dennis denny
dolores lola loli lolita
donald don donnie
dorothy dot dottie dolly
douglas doug
eduardo edu edgar lalo edward ed eddie
edward ed eddie ted teddy ned eduardo
edwin ed eddie win
elena lena nena helena helen elen
elizabeth liz lizzie beth betty betsy eliza elisa ellie libby lisa lizbeth bess isabel elisabet
elizabeth elisabeth eli
eleanor ellie nell nora
encarnacion encarna encarni
enrique quique kike enric henry harry hal
ernesto neto tito
eugenia maruxa geni
felipe feli pipe philip phil
fernando nando fer ferran fernan
frances fran fanny frankie
francisco paco fran curro pancho kiko quico cisco paquito francesc patxi xisco francis frank
francisco frankie chisco
francisca paca paqui fran
frederick fred freddie freddy rick federico fede
gabriel gabi gabe
gabriela gabi gaby
geoffrey geoff jeff jeffrey
gerald gerry jerry gerard gerardo
gertrude trudy gertie
gonzalo gonza gon
graciela chela grace
gregory greg gregg gregorio goyo
guadalupe lupe lupita
guillermo guille guillem memo willy william billy
gustavo gus tavo
harold harry hal
herbert herb bert
henry harry hank hal
ignacio nacho inaki ignasi natxo igna
inmaculada inma macu imma immaculada
isabel isa bel chabela isabella isabelle isobel elisabet isabela
jacobo iago santiago yago jacob jake diego
jaime jaume james santiago
jacqueline jackie jacqui
james jim jimmy jamie jimbo jay
jane janie janet jenny
jason jay
javier javi xavi xavier xabi xabier
jennifer jen jenny jenn jenni
jeremy jerry jez
jesus chus suso txus chuchi chucho
jesusa chus
jessica jess jessie jesica
joaquin quim quino joaco ximo joaquim
joanna joan joannie jo joanne anna
john jon jack johnny jonny juan
jonathan john jon jonny johnny nathan
jordi jorge george
jorge coque georgie
jose chema joselu joseba pepe pep josep pepin chepe xose joseph joe
josefa pepa pepi fina josefina
joseph joe joey jo
joshua josh
juan juanjo juanma juanan juancar juanlu juanito joan jon xoan juancho john
judith judy jude
julia juli jules
julian juli jules julen
kenneth ken kenny
kimberly kim kimmy
laura lauri lau
lawrence larry laurence lorenzo loren laurie
leonard leo len lenny leonardo
leticia leti
louis lou louie lewis
luis lucho lluis koldo luisito louis
louise lou luisa
lourdes lurdes
margaret maggie meg peggy marge margie margo greta madge daisy margarita
margarita marga margot margaret
manuel manolo manu lolo manel
manuela manoli manola manu
marcos marc marcus mark
martin marty tin
maria mari mary marie maruja maricarmen marisa maite mariajo mariluz molly polly
mariadolores marilo
mateo matthew matt mateu
matthew matt matty mathew
maximiliano max maximo
mercedes merche meche mer
michael mike mick mickey micky michel miguel
michelle shelly michele
micaela mica
miguel migue mikel miki miquel
milagros mila mili
mitchell mitch
montserrat montse
natalia nat nati natalie
nathaniel nate nathan nat
nicholas nick nicky nico nicolas nicolau
nicole nicky nicki nikki
nieves neus
olivia livvy liv
oliver olly ollie
pablo pau paul
pamela pam
patricia patri pat patty patti trish tricia
patricio pat patrick paddy
patrick pat paddy rick
pedro pere peru perico peter pete peio
penelope penny
philip phil phillip pip
pilar pili piluca
purificacion puri
rafael rafa rafi rapha
ramon moncho monxo ray
raymond ray raimundo
raquel rachel
rebecca becky becca bex rebeca
remedios reme
rebeca beca rebe
ricardo richi ricky rick richard
richard rick ricky rich richie dick dickie
robert rob bob bobby robbie bert robin
roberto rober beto tito rob robert
rodrigo rodri rodry
rodney rod
ronald ron ronnie
rosario charo chari rosi
rocio chio ro
russell russ rusty
salvador salva chava
samuel sam sammy samu
samantha sam sammy
sandra sandy
santiago santi tiago iago chago yago
sarah sally sadie sara
sebastian sebas seb
sergio sergi serge checo
sofia sofi sophie sophia
soledad sole
stephanie steph stefanie stef estefania fani
stephen steve steven stevie ste esteban stefan stephan steph
stuart stu stewart
susan sue susie suzy suzanne susana susi susanna
teodoro teo theodore theo ted teddy
teresa tere teresita maite teri terry theresa tess tessa
thomas tom tommy tomas
timothy tim timmy
tomas tomi tommy tom
trinidad trini
valentina vale
valeria vale valerie
veronica vero
vicente vicent chente vincent vince vicen
victor vic vito viti
victoria vicky vicki viki vic tori
vincent vince vinny vin
virginia vir ginny
walter walt wally
wendy wen
wesley wes
william bill billy will willie willy liam guillermo
yolanda yoli
zachary zach zack zac
"""
"""A name, and what its bearer may be called; those others need not be each other's."""


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Name -> the names that the same person may go by, itself included.

    A short form leads to all that its full names are cut to ("Mathew" is "Matt"), but two full
    names of one short form are two people ("Alejandro" and "Alejandra", both "Ale").
    """
    rows: dict[str, set[str]] = {}
    for row in _SHORT_FORMS.split("\n")[1:-1]:
        full, *short = row.split()
        rows.setdefault(full, {full}).update(short)
    found = {full: set(names) for full, names in rows.items()}
    for names in rows.values():
        for name in names:
            found.setdefault(name, {name}).update(names if name not in rows else ())
    for full, names in rows.items():
        for name in names & rows.keys():
            found[name].add(full)
    return {name: frozenset(others) for name, others in found.items()}
