"""Names for those who ask without theirs: birds and trees.

None is a usual first name, so that nobody takes it for one. There are no rivers: a river is a place
and would seem to say where somebody works.
"""

NAMES = tuple(
    """
    Albatross Anhinga Avocet Bellbird Bittern Blackbird Blackcap Bluethroat Bobolink Brambling
    Brolga Bullfinch Bunting Chaffinch Chickadee Chiffchaff Cormorant Corncrake Crane Crossbill
    Curlew Currawong Dipper Dotterel Dunlin Dunnock Egret Eider Fantail Fieldfare Firecrest Fulmar
    Gadwall Gannet Godwit Goldcrest Goldeneye Goldfinch Grebe Greenfinch Greenshank Grosbeak
    Guillemot Hawfinch Heron Honeyeater Hoopoe Hornbill Hummingbird Ibis Jacana Junco Kestrel
    Kingfisher Kinglet Kittiwake Knot Lapwing Linnet Longspur Lorikeet Meadowlark Merganser Moorhen
    Motmot Nighthawk Nightingale Nightjar Nuthatch Oriole Osprey Ouzel Ovenbird Oystercatcher Petrel
    Phalarope Pintail Pipit Plover Ptarmigan Puffin Quail Quetzal Razorbill Redpoll Redshank
    Redstart Redwing Ringdove Roadrunner Sanderling Sandpiper Shearwater Shelduck Siskin Skimmer
    Skylark Smew Snowfinch Spoonbill Starling Stint Stonechat Stork Sunbird Swallow Swan Swift
    Tanager Tattler Teal Tern Thrasher Thrush Towhee Treecreeper Turnstone Verdin Vireo Wagtail
    Warbler Waxbill Waxwing Wheatear Whimbrel Whinchat Whitethroat Wigeon Willet Woodlark
    Yellowhammer
    Acacia Alder Almond Apricot Araucaria Bamboo Banyan Baobab Bayberry Beech Birch Blackthorn
    Bluegum Boxwood Buckeye Buckthorn Butternut Catalpa Cedar Chestnut Cottonwood Crabapple Cypress
    Damson Dogwood Elderberry Elm Eucalyptus Fig Fir Ginkgo Guava Hackberry Hawthorn Hickory
    Hornbeam Ironwood Jacaranda Kapok Katsura Kowhai Larch Linden Lodgepole Magnolia Mangrove Manuka
    Maple Medlar Mimosa Mulberry Oak Oleander Osier Palmetto Paperbark Pecan Persimmon Pinyon
    Plumtree Pomelo Poplar Quince Redbud Redwood Rosewood Sandalwood Sassafras Sequoia Serviceberry
    Silverbell Spruce Sumac Sweetgum Sycamore Tamarack Tamarind Tamarisk Teak Totara Tupelo Walnut
    Wattle Whitebeam Witchhazel Yew Zelkova
    """.split()
)
