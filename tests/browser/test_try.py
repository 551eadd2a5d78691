def test_try(person):
    maren = person("maren")
    page = maren.open("/")
    print(page.title())
