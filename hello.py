import typer
app=typer.Typer(rich_markup_mode=None,pretty_exceptions_enable=False,add_completion=False)
@app.command()
def check(x:str):
    print(x)
@app.command()
def b(x:str):
    print(x)
app()
