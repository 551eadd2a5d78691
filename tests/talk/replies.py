"""What people may say to somebody who asks to be listened to: what advises, and what listens."""

ADVICE = """You should talk to your manager.
Have you tried a visual timetable?
I would start with the door.
Why don’t you ask for a week off?
Try sitting with it for a minute before you go in.
How about splitting the caseload?
You could hand two of them over.
What if you said no to the next referral?
If I were you I’d write it all down.
Ask your supervisor for more time.
Maybe take a proper lunch break.
It might help to keep a journal.
You need to set a limit with the family.
Have you thought about supervision?
My advice would be to wait a month.
Consider changing the order of the session.
Don’t answer emails after six.
It’s worth asking the team for cover.
You’d be better off in another post.
One thing that you can do is keep a list.
In your place I would refuse.
Perhaps speak to the union.
Next time, tell them at the start.
The trick is to stop earlier.
You might want to see a counsellor.
Make sure that you sleep.
Could you share the group with somebody?
I’d suggest a break from the ward.
Stop taking work home.
What works for me is a walk after each visit.
The family should hear it from you.
Breathe out longer than in, it calms you at once.
You really ought to tell someone in charge.
Let them sit in the silence for once.
Have you spoken with occupational health?
Remember to eat before the late shift.
A regular debrief with a colleague would do you good.
Get the rota changed, that’s the only thing that moves anything.
Your manager has to know about this.
Have a word with HR before it gets worse.
Honestly, I would walk away from that job.
Could it be worth seeing your GP?
Just say no to the extra shift.
There’s a good book on burnout that you might like.
When this happened to us we moved the handover, and you can do that too.
Look for one small thing that is still slow, and guard it.
I’d put the pencil down and stop counting.
Has anybody suggested job sharing to you?
Sounds like you need a holiday.
Why not take it to the next team meeting?
It would be good to have a plan for the mornings.
Start by naming it in supervision.
You may find that a timer in the car helps.
Protect your breaks.
What about asking for a different ward?
Be honest with your team lead.
I think you should put yourself first for once.
The solution is to cut the paperwork.
If it were me, I’d hand in my notice.
See a doctor soon, please.
Maybe you could park further away and walk.
Try to notice three good things on the way home.
Talk with the family about it, they will understand.
A short breathing exercise before each visit can work wonders.
Have you looked at the staffing rules? They may be breaching them.
You ought to keep a record of every short shift.
Put a note on the door for one hour a day.
I’d ring the union first.
You could always job share.
It sounds to me as if you ought to move on.
What helped my team was to drop one meeting, so suggest that.
Why not park somewhere else for a week?
You need to be kinder to yourself.
Go and see your doctor.
There is an app for that, it is free.
Perhaps a different shift pattern is the answer.
Try not to take it home.
Have you got a supervisor to talk it through with?
If I may, write a letter that you never send.
My tip is to arrive five minutes later.
You can ask for a debrief.
Would you consider a day less?
I recommend the course on burnout.
Somebody should cover your breaks.
Do less, and do it well.
A good cry helps.
Bring it up on Monday.
I would definitely tell HR.
You might start by halving the list.
Why don’t we think about what you can change?
Have you considered going part time?
Take Friday off.
The only thing that helps is boundaries.
You want to watch that, it was how my burnout began.
Is there any chance to swap shifts?
Keep a diary of the minutes.
Somebody in your team could take two of them.
Let your lead know in writing.
A walk at lunch does wonders.
You should be firmer with them.
It may be time to leave.
Just breathe and count to ten.
Set an alarm for your break.
My suggestion: talk to the doctor.
Don’t take it personally.
How about five minutes of music before you go in?""".split("\n")
LISTENS = """That sounds so heavy.
I’m with you, and I read every word.
You shouldn’t have to carry this alone.
I know that car park.
When I lost a client I felt the same for months.
I would feel just as torn.
I’d have cried too.
You must be exhausted.
Thank you for writing this down.
What was the hardest part of the day?
No ideas from me, only company.
I hear how much you care about them.
It makes sense that you are angry.
You did not fail anybody.
I’d be sitting in the car as well.
What would you like us to hear?
There is nothing to fix in how you feel.
I wish I could sit with you for a while.
For me it was the corridor, and I counted lamps.
You could have written this about my ward.
That you go in at all says a lot.
I don’t know what to say, but I’m here.
Do you want to say more about the linen room?
It should not be like this.
Reading this made my shoulders drop, because somebody said it.
How are you today?
I have been in your shoes, and it was lonely.
You need not answer.
Whatever you need to say, we are here.
Your patience was real, even while you counted.
I’d love to hear how tomorrow goes.
Take care, and thank you.
Nobody should have to rush people like that.
We tried everything as well, and it still hurt.
The load you have to carry is too much.
I could feel the cold of that room.
I read it in my own car just now.
Eleven minutes seems about right to me.
What you describe is grief, I think, and it deserves room.
My chest went tight when I came to the linen room.
You can be as tired as you are here.
We had three springs like that on our unit.
It took me two years to say the same thing out loud.
I am so sorry that nobody noticed.
Somebody thanked me for patience once while I was counting as well.
How long has it felt like this?
Is there anyone at home who knows?
You don’t have to answer any of this.
Your work matters, and so do you.
I have no wise words and I won’t look for any.
Sitting here with a cup of tea, thinking of you.
That would break my heart too.
I could not have said it better.
The way you wrote about the slow part stayed with me all day.
I used to love the mornings, and now I hide in them.
What do you miss the most?
Of course you are angry.
I’d be counting too.
Some days are only for getting through.
Let me just say that I see you.
It is a lot, and you are still kind in it.
You asked for no advice, so here is none.
I hear you.
I tried to be fine for a year, and it made me ill.
Hearing it from somebody else makes me feel less strange.
Your sister sounds lovely.
I sat in that linen room too, with the light off.
Seven years on I still count sometimes.
It’s not you, it’s the numbers.
Being thanked for patience you don’t feel must sting.
Is it worst before or after the shift?
I feel the same dread at the traffic light.
What did you do with the eleven minutes today?
Your words made me put down my phone and breathe.
How could anybody do it at that speed?
I’m glad you have a sister who knows.
We all need someone to hear this.
I wonder who thanks you.
There are no words, so I’ll just stay.
That line about the slow part hurts because it is true.
I had a year like that, and nobody asked.
Can I ask what you miss about it?
You sound worn out and still so kind.
I read it aloud to my wife, and we were both quiet.
Thank you for trusting us with this.
I believe you.
What a week you have had.
I feel that in my shoulders.
There were days when I could not open the car door.
Who else knows about the linen room?
I will carry a bit of it with you tonight.
You make slow care sound like music.
I remember the first time that I counted.
That must have taken courage to write.
Nothing about you is broken.
My mornings look much the same.
I don’t have an answer and I don’t need one.
If it helps, I read it three times.
How did it feel to be thanked?
May tomorrow be gentler.
I see how much this costs you.
We lost four colleagues this year, and I still set out their cups.
Some of us cry in the lift.
You put into words what I could not.
It is all right to miss it.
I hope that the car is warm.""".split("\n")
