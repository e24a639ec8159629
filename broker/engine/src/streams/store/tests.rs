mod behaviour;
mod crash;
mod damage;
mod model;
